"use strict";

/**
 * An element by its id.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return /** @type {T} */ (found);
}

/**
 * A new element. Attributes that are functions are listeners, `true` and `false` are set or left
 * out. Texts among the children stay texts: what a report says is never read as markup.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * Puts in HTML or SVG that the library has made. The library escapes whatever comes from the
 * report. Nothing else in this page sets markup.
 * @param {HTMLElement} place
 * @param {string} html
 */
function putLibraryHtml(place, html) {
  place.innerHTML = html;
}

let lastId = 0;

/** A new id for an element. @returns {string} */
function newId() {
  lastId += 1;
  return `n${lastId}`;
}
