// The links above the form of a page open the tab and the panels that hide a field, and put the cursor into it.
// After a refusal the list of what was wrong gets the focus, so that it is read out and the next Tab leads on.
(() => {
  const FIELDS = ":is(input:not([type=hidden]), select, textarea, [contenteditable=true])";
  const BUTTONS = "button:not([data-panel-toggle])";

  const unfold = (target) => {
    const tab = target.closest("[role=tabpanel]");
    if (tab && tab.hidden) document.querySelector(`[role=tab][href="#${tab.id}"]`)?.click();
    for (let around = target; around; around = around.parentElement?.closest("[data-panel], details")) {
      const toggle = around.querySelector(":scope > .w-panel__header [data-panel-toggle]");
      if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
      if (around.matches("details")) around.open = true;
    }
  };

  const fieldIn = (target) => {
    const shown = (field) => field.getClientRects().length > 0;
    const first = (selector) => [...target.querySelectorAll(selector)].find(shown);
    return first(`[aria-invalid=true], .w-field--error ${FIELDS}`) || first(FIELDS) || first(BUTTONS);
  };

  // Wagtail shows a tab a moment after it was chosen; `frames` is how long to wait for it.
  const arrive = (target, frames) => {
    const field = fieldIn(target);
    if (!field && frames > 0) return requestAnimationFrame(() => arrive(target, frames - 1));
    field?.focus({ preventScroll: true });
    // Once more when the tab has its full height: a smooth scroll would stop where the field was before.
    const show = () => (field || target).scrollIntoView({ block: "center", behavior: "instant" });
    show();
    setTimeout(show, 200);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-jump]");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    event.preventDefault();
    unfold(target);
    arrive(target, 60);
  });

  const announce = () => document.querySelector("[data-refused]")?.focus();
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", announce);
  else announce();
})();
