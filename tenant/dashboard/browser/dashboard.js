/**
 * What pages of the dashboard do beyond plain HTML: times count down by the tenant's clock, seconds are read aloud as one
 * types them, the clock is set without leaving the page, lists are filtered. A plain script: it is served as it stands.
 */
"use strict";

/**
 * The same words as `formatDuration` of provider/model/durations.ts, which no browser can load; a test holds the two
 * against each other.
 *
 * @param {number} totalSeconds
 * @returns {string}
 */
function formatDuration(totalSeconds) {
  if (!Number.isSafeInteger(totalSeconds) || totalSeconds < 0) return `${totalSeconds} seconds`;
  /** @type {[string, number][]} */
  const units = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
  ];
  const parts = [];
  let rest = totalSeconds;
  for (const [unit, size] of totalSeconds >= 172_800 ? units : units.slice(1)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
  }
  if (rest > 0 || parts.length === 0) parts.push(`${rest} second${rest === 1 ? "" : "s"}`);
  return parts.join(" ");
}

/** The tenant's clock, as far as this page knows: what it showed, and when by the browser's own. */
const clock = {
  shown: 0,
  since: 0,
  frozen: false,
  /** @returns {number} milliseconds since the Unix epoch */
  now() {
    return this.frozen ? this.shown : this.shown + (performance.now() - this.since);
  },
};

/**
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T[]}
 */
function all(selector, type) {
  return [...document.querySelectorAll(selector)].flatMap((one) => (one instanceof type ? [one] : []));
}

/** @param {string} text for screen readers, when they have finished what they are saying */
function announce(text) {
  const announcer = document.getElementById("announcer");
  if (announcer) announcer.textContent = text;
}

/** Seconds left at which a person who cannot see the countdown is told. */
const TOLD_AT = [3_600, 900, 300, 60, 10];

/** @type {WeakMap<Element, number>} */
const lastLeft = new WeakMap();

/**
 * @param {HTMLElement} badge
 * @param {number} now Unix seconds
 */
function countDown(badge, now) {
  const left = Number(badge.dataset.expires) - now;
  const state = left > 0 ? "alive" : "dead";
  const text = left > 0 ? `Alive, ${formatDuration(left)} left` : `Expired ${formatDuration(-left)} ago`;
  const before = lastLeft.get(badge);
  lastLeft.set(badge, left);
  if (badge.textContent !== text) badge.textContent = text;
  if (badge.dataset.state !== state) badge.dataset.state = state;
  if (before === undefined) return;
  const name = badge.closest("[data-token]")?.getAttribute("data-token") ?? "Token";
  if (before > 0 && left <= 0) announce(`${name} has expired.`);
  else if (before <= 0 && left > 0) announce(`${name} is alive again, ${formatDuration(left)} left.`);
  else if (TOLD_AT.some((mark) => before > mark && left <= mark && left > 0)) {
    announce(`${name}: ${formatDuration(left)} left.`);
  }
}

function tick() {
  const now = clock.now();
  const time = document.querySelector("#clock time");
  if (time) {
    const iso = new Date(now).toISOString();
    const text = `${iso.slice(0, 19).replace("T", " ")} UTC`;
    if (time.textContent !== text) {
      time.textContent = text;
      time.setAttribute("datetime", iso);
    }
  }
  for (const badge of all("[data-expires]", HTMLElement)) countDown(badge, Math.floor(now / 1_000));
}

/** @param {{ now: string, frozen: boolean, offsetSeconds: number }} state */
function showClock(state) {
  clock.shown = Date.parse(state.now);
  clock.since = performance.now();
  clock.frozen = state.frozen;
  const drift = document.querySelector("[data-drift]");
  if (drift) drift.textContent = driftText(state);
  tick();
}

/** @param {{ frozen: boolean, offsetSeconds: number }} state */
function driftText({ frozen, offsetSeconds }) {
  if (offsetSeconds === 0) return frozen ? "stands still" : "as on your machine";
  const distance = Math.abs(offsetSeconds);
  const size = distance >= 172_800 ? 86_400 : distance >= 3_600 ? 3_600 : distance >= 60 ? 60 : 1;
  const text = formatDuration(Math.floor(distance / size) * size);
  return `${frozen ? "stands still, " : ""}${text} ${offsetSeconds > 0 ? "ahead of" : "behind"} your machine`;
}

/** Somebody else may set the clock too: the command, a test, another window. */
const LOOK_AGAIN_MILLISECONDS = 5_000;

async function readClock() {
  if (document.hidden) return;
  try {
    const response = await fetch("/_tenant/clock", { headers: { accept: "application/json" } });
    if (response.ok) showClock(await response.json());
  } catch {
    // The tenant has stopped: times go on as they were.
  }
}

/** @param {SubmitEvent} event */
async function setClock(event) {
  const button = event.submitter;
  if (!(button instanceof HTMLButtonElement)) return;
  event.preventDefault();
  const { name, value } = button;
  const response = await fetch("/_tenant/clock", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ [name]: value === "true" ? true : value }),
  });
  const answer = await response.json();
  if (!response.ok) return announce(String(answer.message));
  announce(`The tenant's clock shows ${answer.now.slice(0, 19).replace("T", " ")} UTC.`);
  showClock(answer);
}

/** @param {HTMLInputElement} input */
function readSeconds(input) {
  const output = document.getElementById(`${input.id}-human`);
  if (!output) return;
  const digits = input.value.replaceAll(/[,\s]/g, "");
  const seconds = Number(digits);
  const isNumber = /^-?\d{1,15}$/.test(digits);
  const { min, max } = input.dataset;
  let text = `= ${formatDuration(seconds)}`;
  let over = true;
  if (!isNumber) text = "Not a whole number of seconds";
  else if (seconds > Number(max))
    text = `More than ${formatDuration(Number(max))}, the most that the tenant takes`;
  else if (seconds < Number(min)) text = `Less than ${min}, the least that the tenant takes`;
  else over = false;
  output.textContent = text;
  output.toggleAttribute("data-over", over);
}

/** @param {HTMLInputElement} input */
function filter(input) {
  const wanted = input.value.trim().toLowerCase();
  const rows = all(`#${input.dataset.filter} [data-filter-text]`, HTMLElement);
  for (const row of rows) row.hidden = !row.dataset.filterText?.includes(wanted);
  const shown = rows.filter((row) => !row.hidden).length;
  const count = document.querySelector("[data-filter-count]");
  const of = wanted === "" ? "" : ` of ${rows.length}`;
  if (count) count.textContent = `${shown}${of} API${rows.length === 1 ? "" : "s"}`;
}

/** @param {HTMLButtonElement} button */
function addScope(button) {
  const input = document.getElementById("scope");
  if (!(input instanceof HTMLInputElement)) return;
  const words = new Set(input.value.split(/\s+/).filter(Boolean)).add(button.dataset.adds ?? "");
  input.value = [...words].join(" ");
  announce(`API scopes: ${input.value}`);
}

/** @param {HTMLSelectElement} select */
function showScopes(select) {
  for (const hints of all("[data-scopes-of]", HTMLElement))
    hints.hidden = hints.dataset.scopesOf !== select.value;
}

function start() {
  const shown = document.getElementById("clock");
  clock.shown = Number(shown?.dataset.now);
  clock.since = performance.now();
  clock.frozen = shown?.dataset.frozen === "true";
  tick();
  setInterval(tick, 250);
  setInterval(readClock, LOOK_AGAIN_MILLISECONDS);
  document.addEventListener("visibilitychange", readClock);

  for (const form of all("form[data-clock]", HTMLFormElement)) form.addEventListener("submit", setClock);
  for (const input of all("input[data-seconds]", HTMLInputElement)) {
    input.addEventListener("input", () => readSeconds(input));
  }
  for (const box of all("[data-filter-box]", HTMLElement)) box.hidden = false;
  for (const input of all("input[data-filter]", HTMLInputElement)) {
    input.addEventListener("input", () => filter(input));
    filter(input);
  }
  for (const button of all("[data-adds]", HTMLButtonElement))
    button.addEventListener("click", () => addScope(button));
  for (const select of all("select[data-shows]", HTMLSelectElement)) {
    select.addEventListener("change", () => showScopes(select));
    showScopes(select);
  }
}

start();
