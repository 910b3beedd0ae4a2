// What the pages do better with a script. Everything works without it.
(() => {
  "use strict";

  const typing = (element) => element.matches("input, textarea, select, [contenteditable]");

  // A key for each element that names one: a link is followed, a button pressed, a field entered.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      document.querySelectorAll("details.who[open], dialog[open]").forEach((it) => (it.open = false));
      if (typing(event.target)) event.target.blur();
      return;
    }
    if (typing(event.target)) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target || target.disabled) return;
    event.preventDefault();
    if (typing(target)) target.focus();
    else target.click();
  });

  // e goes to the first value of a form that can be corrected in place.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "e" || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const first = document.querySelector(".correct select, .correct input:not([type=hidden])");
    if (!first) return;
    event.preventDefault();
    first.focus();
  });

  // j and k walk through the items of a list that says so; Enter opens the link of the one with the focus.
  document.addEventListener("keydown", (event) => {
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== "j" && event.key !== "k") return;
    const items = [...document.querySelectorAll("[data-item]")];
    if (!items.length) return;
    const here = items.findIndex((item) => item.contains(document.activeElement));
    const next = items[event.key === "j" ? Math.min(here + 1, items.length - 1) : Math.max(here - 1, 0)];
    const link = next.matches("a, button, [tabindex]") ? next : next.querySelector("a, button, [tabindex]");
    event.preventDefault();
    (link || next).focus();
    next.scrollIntoView({ block: "nearest" });
  });

  // Passages and forms that belong together light up together: both carry the same id in data-mark.
  const light = (mark, on) => {
    document.querySelectorAll(`[data-mark~="${CSS.escape(mark)}"]`).forEach((it) => it.classList.toggle("lit", on));
  };
  const marks = (target) => {
    const it = target instanceof Element ? target.closest("[data-mark]") : null;
    return it ? it.dataset.mark.split(" ") : [];
  };
  for (const [kind, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]])
    document.addEventListener(kind, (event) => marks(event.target).forEach((mark) => light(mark, on)));

  // On a phone the menu begins closed.
  const menu = document.querySelector("details.menu");
  if (menu && matchMedia("(max-width: 60rem)").matches) menu.open = false;

  // A button that copies what it names.
  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
    if (!button) return;
    event.preventDefault();
    const text = button.dataset.copy || new URL(button.getAttribute("href") || "", location.href).href;
    try {
      await navigator.clipboard.writeText(text);
      say("Copied");
    } catch {
      say("This browser doesn't let a page copy; the address stands in the address line");
    }
  });

  // A form that asks before it does what can't be seen at once.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset.busy) return;
    form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-busy", "true"));
  });

  const say = (words) => {
    const place = document.getElementById("said");
    if (place) place.textContent = words;
  };

  // Filters are sent as soon as they change, where the form says so.
  document.addEventListener("change", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form[data-send]") : null;
    if (form) form.requestSubmit();
  });
})();
