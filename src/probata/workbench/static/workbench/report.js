// The list of claims follows the words: the card of the passage under the pointer, or with the focus, comes into sight.
(() => {
  "use strict";
  const cards = document.querySelector(".cards");
  const text = document.querySelector(".paper");
  if (!cards || !text) return;

  const show = (event) => {
    const mark = event.target instanceof Element ? event.target.closest("[data-mark]") : null;
    if (!mark || cards.scrollHeight <= cards.clientHeight) return;
    const card = document.getElementById(mark.dataset.mark.split(" ")[0].split(".")[0]);
    if (!card) return;
    const box = cards.getBoundingClientRect();
    const it = card.getBoundingClientRect();
    if (it.top < box.top || it.bottom > box.bottom) cards.scrollTop += it.top - box.top - 8;
  };
  text.addEventListener("mouseover", show);
  text.addEventListener("focusin", show);
})();
