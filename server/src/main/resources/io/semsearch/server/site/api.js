// The REST API, and what can go wrong with it.

import {current} from './session.js';

const ROOT = '/api/v1';

/** What went wrong: a problem of RFC 9457, or no answer at all (`status` 0). */
export class Problem extends Error {

    constructor(status, fields) {
        super(fields.detail || fields.title || `the server answered ${status}`);
        Object.assign(this, fields, {status});
    }
}

async function call(path, {method = 'GET', body, type, parameters = {}, signal, keepalive = false} = {}) {
    const answer = await fetch(address(path, parameters), {
        method, body, signal, keepalive, headers: {Accept: 'application/json',
            ...(type ? {'Content-Type': type} : {})},
    }).catch(unanswered);
    if (answer.ok) {
        return answer.status === 204 ? {} : answer.text().then(exactly, unanswered);
    }
    throw new Problem(answer.status, await answer.json().catch(() => ({})));
}

/** Reads JSON; a whole number that a double cannot hold, such as the id of an image, becomes a string. */
export const exactly = text => JSON.parse(text, (name, value, {source} = {}) =>
    typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) && source ? source : value);

function unanswered(error) {
    if (error.name === 'AbortError') {
        throw error;
    }
    throw new Problem(0, {detail: error.message});
}

function address(path, parameters = {}) {
    const given = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== undefined && value !== ''));
    if (current().collection) {
        given.set('collection', current().collection);
    }
    return `${ROOT}${path}${given.size ? `?${given}` : ''}`;
}

const json = (method, value) => ({method, type: 'application/json', body: JSON.stringify(value)});

export const search = (request, signal) =>
    call('/search', {...json('POST', request), parameters: {confidence: true}, signal});
export const shuffled = (seed, count, signal) => call('/images', {parameters: {seed, count}, signal});
export const image = (id, signal) => call(`/images/${id}`, {signal});
export const explain = (id, query) => call(`/images/${id}/explain`, json('POST', query));
export const featuresOf = photo => call('/features', {method: 'POST', body: photo, type: photo.type || 'image/jpeg'});
export const collection = () => call('/collection');
export const examples = () => call('/collection/examples', {parameters: {count: 8}});
export const findings = () => call('/collection/findings');
export const duplicates = similarity => call('/collection/duplicates', {parameters: {similarity, count: 50}});
export const model = () => call('/model');
export const hubs = () => call('/model/hubs');

/** Uploads one photo; `progress` hears which share was sent. fetch cannot say that, so this is the older way. */
export function add(file, progress) {
    const form = new FormData();
    form.append('photo', file, file.name);
    const {promise, resolve, reject} = Promise.withResolvers();
    const sending = new XMLHttpRequest();
    sending.open('POST', address('/images'));
    sending.responseType = 'json';
    sending.upload.onprogress = event => progress(event.loaded / event.total);
    sending.onload = () => sending.status < 300 ? resolve(sending.response)
        : reject(new Problem(sending.status, sending.response ?? {}));
    sending.onerror = () => reject(new Problem(0, {detail: 'no answer'}));
    sending.send(form);
    return promise;
}

export const remove = id => call(`/images/${id}`, {method: 'DELETE', keepalive: true});
export const caption = (id, captions) => call(`/images/${id}/captions`, json('PUT', {captions}));
export const thumbnail = (id, size) => address(`/images/${id}/thumbnail`, {size});
export const picture = id => address(`/images/${id}/picture`);
