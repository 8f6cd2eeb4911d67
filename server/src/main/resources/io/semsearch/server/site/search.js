// Runs the query of the page: first page, further pages as one scrolls, and what the answer says besides photos.

import * as api from './api.js';
import {asks, sameHits, write} from './address.js';
import {button, byId} from './dom.js';
import * as grid from './grid.js';
import {featuresOf} from './dropped.js';
import {PAGE, request} from './request.js';
import {current, onChange} from './session.js';
import * as states from './states.js';
import {photos} from './wording.js';

const list = byId('results');
const kept = new Map();
const MOST_KEPT = 12;
const MOST_SHUFFLED = 200;
const GONE = 410; // the index changed, and the pages of its earlier state are gone

let shown = {hits: [], next: '', state: undefined};
let running = new AbortController();

/** Hits on the page, in their order. */
export const hits = () => shown.hits;

export const keyOf = state => write({...state, show: ''});

/** Forgets earlier answers, after the collection changed. */
export const forget = () => kept.clear();

/** Searches for what the state asks, or shows the answer again that it had before. */
export async function run({back = false} = {}) {
    const state = current();
    remember();
    running.abort();
    const mine = new AbortController();
    running = mine;
    const before = back && kept.get(keyOf(state));
    if (before) {
        list.removeAttribute('aria-busy');
        display(before.answer, state);
        scrollTo(0, before.scroll);
        return;
    }
    list.setAttribute('aria-busy', 'true');
    try {
        display(await fetchPage(state), state);
        scrollTo(0, 0);
    } catch (error) {
        fail(error, () => run());
    } finally {
        if (running === mine) {
            list.removeAttribute('aria-busy');
        }
    }
}

function remember() {
    if (shown.state) {
        kept.set(keyOf(shown.state), {answer: {...shown.answer, hits: shown.hits, nextPage: shown.next}, scroll: scrollY});
    }
    if (kept.size > MOST_KEPT) {
        kept.delete(kept.keys().next().value);
    }
}

function fetchPage(state, after) {
    if (!asks(state)) {
        return shuffled(state, Number(after) || 0);
    }
    const wanted = request(state, featuresOf, after);
    return wanted ? api.search(wanted, running.signal) : {hits: [], elsewhere: true};
}

// A longer sample of the same seed begins with the shorter one.
async function shuffled(state, offset) {
    const {images} = await api.shuffled(state.seed || daily(), offset + PAGE, running.signal);
    const more = images.length === offset + PAGE && images.length + PAGE <= MOST_SHUFFLED;
    return {hits: images.slice(offset), nextPage: more ? String(offset + PAGE) : ''};
}

const daily = () => new Date().toISOString().slice(0, 10).replaceAll('-', '');

function display(answer, state) {
    shown = {hits: answer.hits, next: answer.nextPage ?? '', state, answer};
    states.clear();
    grid.show(answer.hits);
    const asked = asks(state);
    if (asked) {
        states.readAs(answer.readAs ?? {});
        states.unknownWords(answer.unknownWords ?? [], answer.suggestions ?? {});
    }
    const best = answer.hits[0]?.confidence;
    if (answer.elsewhere) {
        states.photoElsewhere();
    } else if (!answer.hits.length) {
        asked ? states.noHits(state) : states.empty(document.body.dataset.writable === 'true');
    } else if (best !== undefined && best < 0.5) {
        states.hardlyAnything();
    }
    if (asked) {
        states.say(answer.hits.length ? summary(answer) : 'No photo found');
    } else {
        states.say(answer.hits.length ? 'Some photos at random' : '');
    }
    more();
}

function summary({hits: found, nextPage, tookMillis, partial, mode}) {
    const number = nextPage ? `The best ${photos(found.length)}` : photos(found.length);
    const how = mode === 'exact' ? 'all photos compared' : 'by the graph';
    return `${number}, found in ${Math.max(1, Math.round(tookMillis ?? 1))} ms, ${how}${partial ? ', stopped early' : ''}`;
}

function fail(error, again) {
    if (error.name === 'AbortError') {
        return;
    }
    if (!(error instanceof api.Problem)) {
        throw error;
    }
    shown = {hits: [], next: '', state: undefined};
    grid.show([]);
    states.say('');
    more();
    if (error.unknownWords) {
        states.noKnownWord(error);
    } else {
        states.failed(error, again);
    }
}

// Further pages: when the button comes near the window, and by the button itself for those who do not scroll.

const watcher = new IntersectionObserver(entries => entries.some(it => it.isIntersecting) && nextPage(), {rootMargin: '900px'});

function more() {
    watcher.disconnect();
    const place = byId('next');
    if (!shown.next) {
        place.replaceChildren(shown.hits.length > PAGE ? 'That is all.' : '');
        return;
    }
    place.replaceChildren(button('', 'More photos', nextPage));
    watcher.observe(place);
}

async function nextPage() {
    const {next, state} = shown;
    if (!next || shown.loading) {
        return;
    }
    shown.loading = true;
    grid.showGhosts(8);
    try {
        const answer = await fetchPage(state, next);
        if (shown.state === state) {
            shown = {...shown, hits: [...shown.hits, ...answer.hits], next: answer.nextPage ?? '', loading: false};
            grid.show(answer.hits, true);
            more();
        }
    } catch (error) {
        if (error.status === GONE) {
            run();
            return;
        }
        grid.show([], true);
        shown.loading = false;
        watcher.disconnect();
        if (error.name !== 'AbortError') {
            byId('next').replaceChildren(`No more photos could be loaded: ${error.message} `, button('', 'Try again', nextPage));
        }
    }
}

onChange((state, before, how) => {
    if (!sameHits(state, before) || (!shown.state && !state.show)) {
        run(how);
    }
    grid.markAll();
});
