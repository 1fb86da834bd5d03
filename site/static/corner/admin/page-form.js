// The links above the form of a page open the tab and the panels that hide a field, and put the cursor into it.
// After a refusal the list of what was wrong gets the focus, so that it is read out and the next Tab leads on.
(() => {
  const FIELDS = "input:not([type=hidden]), select, textarea, [contenteditable=true], button:not([data-panel-toggle])";

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
    const wrong = [...target.querySelectorAll("[aria-invalid=true], .w-field--error " + FIELDS)].find(shown);
    return wrong || [...target.querySelectorAll(FIELDS)].find(shown);
  };

  // Wagtail shows a tab a moment after it was chosen; `frames` is how long to wait for it.
  const arrive = (target, frames) => {
    const field = fieldIn(target);
    if (!field && frames > 0) return requestAnimationFrame(() => arrive(target, frames - 1));
    (field || target).scrollIntoView({ block: "center" });
    field?.focus({ preventScroll: true });
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
