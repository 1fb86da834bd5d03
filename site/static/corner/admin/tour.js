/* A tour: the words of each step stand by the real control, from page to page. Its steps come from docs/guide/tours/,
   its box from home/guide/tour_box.html; this tab keeps the place. */
(() => {
  const KEY = "corner-tour";
  const load = () => JSON.parse(sessionStorage.getItem(KEY));
  const keep = (tour) => sessionStorage.setItem(KEY, JSON.stringify(tour));
  let box, control, waiting;

  function find(selector) {
    const all = [...document.querySelectorAll(selector)];
    const found = all.find((part) => part.checkVisibility({ visibilityProperty: true }));
    if (found || !all[0]) return found;
    // In a folded panel, behind a tab, or in the menu of a small screen: open that, and look again.
    const hidden = all[0].closest(".sidebar--hidden, [hidden]");
    if (hidden) document.querySelector(hidden.id ? `[aria-controls="${hidden.id}"]` : ".sidebar-nav-toggle")?.click();
  }

  function place() {
    if (!box || !control) return;
    const { left, top, bottom } = control.getBoundingClientRect(), { offsetWidth, offsetHeight, style } = box;
    const within = (value, most) => `${Math.max(8, Math.min(value, most - 8))}px`;
    const isBelow = bottom + offsetHeight + 16 < innerHeight;
    style.top = within(isBelow ? bottom + 8 : top - offsetHeight - 8, innerHeight - offsetHeight);
    style.left = within(left, innerWidth - offsetWidth);
  }

  function clear() {
    clearInterval(waiting);
    box?.remove();
    control?.classList.remove("tour-here");
    box = null;
  }

  function move(tour, at) {
    const seen = tour.seen[at];
    keep({ ...tour, at });
    if (seen && seen !== location.href) location.assign(seen);
    else show();
  }

  const DOES = {
    next: (tour) => (control?.matches("a[href]") ? control.click() : move(tour, tour.at + 1)),
    back: (tour) => move(tour, tour.at - 1),
    go: () => control.focus(),
    stop() {
      sessionStorage.removeItem(KEY);
      clear();
      control?.focus();
    },
  };

  function draw(tour) {
    box = document.getElementById("tour-box").content.firstElementChild.cloneNode(true);
    const part = (name) => box.querySelector(name);
    part("h2").append(tour.title);
    part(".tour-at").append(tour.at + 1);
    part(".tour-all").append(tour.steps.length);
    part(".tour-say").append(tour.steps[tour.at][1]);
    part(".tour-missing").hidden = !!control;
    if (!tour.steps[tour.at + 1]) part("[data-do=next]").remove();
    if (!tour.at) part("[data-do=back]").remove();
    if (!control) part("[data-do=go]").remove();
    document.body.append(box);
    // With its source named, the box comes right after it for whoever goes by Tab.
    box.showPopover?.(control ? { source: control } : {});
    control?.classList.add("tour-here");
    control?.scrollIntoView({ block: "center" });
    place();
    part("h2").focus({ preventScroll: true });
  }

  function show() {
    clear();
    const tour = load(), until = Date.now() + 5000; // the admin draws some things late
    if (tour) waiting = setInterval(() => {
      control = find(tour.steps[tour.at][0]);
      if (!control && Date.now() < until) return;
      clearInterval(waiting);
      tour.seen[tour.at] = location.href;
      keep(tour);
      draw(tour);
    }, 100);
  }

  document.addEventListener("click", ({ target }) => {
    const tour = load(), { tour: begun, do: does } = target.closest("[data-tour], [data-do]")?.dataset ?? {};
    if (begun) {
      keep(JSON.parse(begun));
      location.assign(JSON.parse(begun).start);
    } else if (does) DOES[does](tour);
    else if (box && control?.matches("a, button, summary") && control.contains(target)) {
      // Pressing it does the step.
      if (!tour.steps[tour.at + 1]) return DOES.stop();
      keep({ ...tour, at: tour.at + 1 });
      setTimeout(show);
    }
  }, true);
  addEventListener("keydown", ({ key }) => box && key === "Escape" && DOES.stop());
  addEventListener("scroll", place, true);
  addEventListener("resize", place);
  for (const button of document.querySelectorAll("[data-tour]")) button.hidden = false;
  show();
})();
