// How our advice is looked for on a page (corner/admin/advice_rules.py): each gives true where all is well.
// Wagtail's bar for staff runs them, here and in the preview of the editor.
(() => {
  const bar = document.querySelector("wagtail-userbar");
  if (!bar || !bar.registerCheck) return;

  const said = (element) => (element.innerText || "").trim();

  bar.registerCheck("check-vague-link", (link, { texts }) =>
    !texts.includes(said(link).toLowerCase().replace(/[ .…»>]+$/, "")));

  bar.registerCheck("check-bare-address", (link, { pattern }) => !new RegExp(pattern).test(said(link)));

  bar.registerCheck("check-long-sentence", (element, { words, language }) => {
    const spoken = element.closest("[lang]")?.lang || "";
    if (!spoken.startsWith(language) || element.querySelector("p, li")) return true;
    const sentences = said(element).split(/(?<=[.!?])[”’)]?\s+(?=[“‘A-Z0-9])|\n/);
    return sentences.every((sentence) => (sentence.match(/[A-Za-zÀ-ž]+(?:[’'-][A-Za-z]+)*/g) || []).length <= words);
  });

  bar.registerCheck("check-no-caption", (figure) => {
    const picture = figure.querySelector("img");
    return !picture || picture.alt === "" || figure.querySelector("figcaption") !== null;
  });
})();
