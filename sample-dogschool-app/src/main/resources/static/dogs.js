// The dogs, in the order of their registration, and a page of cards, the newest dog first.

import { onSubmit } from "./forms.js";
import { openHistory } from "./history.js";
import { showTricks } from "./text.js";

const PAGE = 6;
const TRICKS_SHOWN = 8;

const byId = (id) => document.getElementById(id);
const list = byId("dogs");
const dogs = [];
const dogsById = new Map();
const changed = new Set();
const cards = new Map();

/** The position of the first dog that is shown; undefined for the newest one. */
let top;

export function apply({ topic, originatorId, originatorVersion, payload }) {
  if (topic === "Dog.Registered") {
    keepPageInUse();
    const dog = { id: originatorId, name: payload.name, tricks: [] };
    dogs.push(dog);
    dogsById.set(originatorId, dog);
  }
  const dog = dogsById.get(originatorId);
  if (dog) {
    if (topic === "Dog.TrickAdded") {
      dog.tricks.push(payload.trick);
    }
    dog.version = originatorVersion;
    changed.add(dog);
  }
}

export function dogOf(id) {
  return dogsById.get(id) ?? { id, name: id, tricks: [] };
}

export function showNewest() {
  top = undefined;
  render();
}

/** A card in which somebody types must not be moved off the page by new dogs. */
function keepPageInUse() {
  if (top === undefined && dogs.length >= PAGE && list.contains(document.activeElement)) {
    top = dogs.length - 1;
  }
}

export function render() {
  const first = top ?? dogs.length - 1;
  const page = dogs.slice(Math.max(0, first - PAGE + 1), first + 1).reverse();
  for (const [dog, card] of cards) {
    if (!page.includes(dog)) {
      card.remove();
      cards.delete(dog);
    }
  }
  let next = list.firstElementChild;
  for (const dog of page) {
    if (cards.has(dog)) {
      next = cards.get(dog).nextElementSibling;
    }
    else {
      cards.set(dog, newCard(dog));
      list.insertBefore(cards.get(dog), next);
      changed.add(dog);
    }
  }
  changed.forEach(renderCard);
  changed.clear();
  renderPager(first, page.length);
}

function renderPager(first, shown) {
  const newest = dogs.length - first;
  byId("dog-count").textContent = dogs.length;
  byId("no-dogs").hidden = dogs.length > 0;
  byId("pager").hidden = dogs.length <= PAGE;
  byId("dog-range").textContent = `${newest} to ${newest + shown - 1} of ${dogs.length}`;
  // Not disabled, which would take the focus away from the button that was pressed
  byId("newer").setAttribute("aria-disabled", String(newest === 1));
  byId("older-dogs").setAttribute("aria-disabled", String(first < PAGE));
}

function renderCard(dog) {
  const card = cards.get(dog);
  if (card) {
    card.querySelector(".version").textContent = `version ${dog.version}`;
    showTricks(card.querySelector(".tricks"), dog.tricks, TRICKS_SHOWN);
  }
}

function newCard(dog) {
  const card = byId("dog-template").content.cloneNode(true).firstElementChild;
  const url = `dogs/${encodeURIComponent(dog.id)}`;
  card.querySelector(".avatar").textContent = Array.from(dog.name)[0];
  card.querySelector(".dog-name").textContent = dog.name;
  const history = card.querySelector(".history");
  history.setAttribute("aria-label", `History of ${dog.name}`);
  history.addEventListener("click", () => openHistory(dog));
  const details = card.querySelector(".details");
  details.href = url;
  details.setAttribute("aria-label", `JSON of ${dog.name}`);
  const input = card.querySelector("input");
  const problem = card.querySelector(".problem");
  problem.id = `problem-${dog.id}`;
  input.setAttribute("aria-label", `New trick for ${dog.name}`);
  input.setAttribute("aria-describedby", problem.id);
  card.querySelector(".teach button").setAttribute("aria-label", `Teach ${dog.name}`);
  onSubmit(card.querySelector("form"), `${url}/tricks`, "trick");
  return card;
}

function turn(dogsTowardsNewest) {
  const target = (top ?? dogs.length - 1) + dogsTowardsNewest;
  if (target >= 0) {
    top = target < dogs.length - 1 ? target : undefined;
    render();
  }
}

byId("newer").addEventListener("click", () => turn(PAGE));
byId("older-dogs").addEventListener("click", () => turn(-PAGE));
