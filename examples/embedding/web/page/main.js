"use strict";

const TABS = ["report", "json", "exercises"];

/** @param {string} name */
function showTab(name) {
  for (const tab of TABS) {
    const button = byId(`tab-${tab}`);
    button.setAttribute("aria-selected", String(tab === name));
    button.tabIndex = tab === name ? 0 : -1;
    byId(`panel-${tab}`).hidden = tab !== name;
  }
  byId(`tab-${name}`).focus();
  if (name === "exercises") openExercises();
  if (name === "json") drawJson();
}

function listenToTabs() {
  TABS.forEach((tab, n) => {
    byId(`tab-${tab}`).addEventListener("click", () => showTab(tab));
    byId(`tab-${tab}`).addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: TABS.length - 1 }[event.key];
      if (step !== undefined) showTab(TABS[(n + step) % TABS.length] ?? tab);
    });
  });
}

function start() {
  decideSoon();
  drawEditions();
  drawForm();
  listenToTabs();
  listenToForm();
  listenToFiles();
  listenToExercises();
}

start();
