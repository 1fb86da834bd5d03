// Comfort only: every page works without this file.
"use strict";

// What needs a script to work is shown only where the script runs.
for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;

document.addEventListener("click", async (event) => {
  const print = event.target.closest("[data-print]");
  if (print) {
    event.preventDefault();
    window.print();
  }

  // <button data-copy="id of the text" data-copied="Copied">
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    const text = document.getElementById(copy.dataset.copy);
    const label = copy.textContent;
    try {
      await navigator.clipboard.writeText(text.textContent.trim());
    } catch {
      // Without the clipboard (a plain http address, an old browser) the text is selected, ready to copy by hand.
      window.getSelection().selectAllChildren(text);
      return;
    }
    copy.textContent = copy.dataset.copied;
    setTimeout(() => (copy.textContent = label), 4000);
  }

  // Leaving fast: the page is replaced, so that "back" does not lead to it.
  const exit = event.target.closest("[data-exit]");
  if (exit) {
    event.preventDefault();
    window.location.replace(exit.href);
  }

  // On such a page a jump within it is no step of its own, or "back" would lead from elsewhere into the page.
  const jump = event.target.closest('a[href^="#"]');
  if (jump && document.querySelector("[data-exit]") && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    window.location.replace(jump.href);
  }
});

// A form is sent once, however often somebody presses; the server counts on the form's nonce, not on this.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || event.defaultPrevented) return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Whoever came from a search is led back to it, with all that was chosen there.
const back = document.querySelector("[data-back-to-search]");
const from = back && document.referrer ? new URL(document.referrer) : null;
if (from?.origin === location.origin && from.pathname.endsWith("/search/") && from.search) {
  back.href = from.href;
  back.hidden = false;
}

// Boxes about more people than are coming are put away, unless something is in them.
const people = document.querySelector("select[data-people]");
const stays = document.querySelector("[data-not-coming]");
const fitCompanions = () => {
  const others = (Number(people.value) || 9) - (stays?.checked ? 0 : 1);
  for (const [index, box] of [...document.querySelectorAll("[data-companion]")].entries()) {
    const filled = [...box.querySelectorAll("input")].some((input) => (input.type === "checkbox" ? input.checked : input.value));
    box.hidden = index >= others && !filled;
  }
};
if (people) {
  people.addEventListener("change", fitCompanions);
  stays?.addEventListener("change", fitCompanions);
  fitCompanions();
}

// A self-check: no form sends it, and answers are kept, on this device only, when the reader asks.
const check = document.querySelector("[data-check]");
if (check) {
  const boxes = [...check.querySelectorAll("input")];
  const nameOf = (box) => `${box.name} ${box.value}`;
  const place = `self-check ${check.dataset.check}`;
  try {
    const kept = (localStorage.getItem(place) ?? "").split("\n");
    for (const box of boxes) box.checked = kept.includes(nameOf(box));
  } catch {
    check.querySelector("[data-needs-script]").hidden = true; // this browser keeps nothing
  }
  check.addEventListener("click", (event) => {
    const button = event.target.closest("[data-said]");
    if (!button) return;
    if ("keep" in button.dataset) {
      localStorage.setItem(place, boxes.filter((box) => box.checked).map(nameOf).join("\n"));
    } else {
      localStorage.removeItem(place);
      for (const box of boxes) box.checked = false;
    }
    check.querySelector("[role=status]").textContent = button.dataset.said;
  });
}

// After an error the summary is read first.
document.querySelector(".problem[tabindex]")?.focus();
