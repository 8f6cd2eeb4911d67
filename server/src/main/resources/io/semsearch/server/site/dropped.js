// Photos from outside as parts of a query: their features are computed by the server and kept in this tab.

import * as api from './api.js';
import {note} from './notes.js';
import {withPart} from './session.js';

const PREVIEW = 96;

/** The features of a dropped photo, or undefined if this tab never saw it. */
export const featuresOf = key => kept(key)?.features;

/** A small picture of a dropped photo, as a data address. */
export const previewOf = key => kept(key)?.preview;

function kept(key) {
    const text = sessionStorage.getItem(`photo.${key}`);
    return text ? JSON.parse(text) : undefined;
}

/** Makes a photo a part of the query. */
export async function ask(photo) {
    if (!photo) {
        return;
    }
    try {
        const [key, preview, {features}] = await Promise.all([digest(photo), shrink(photo), api.featuresOf(photo)]);
        sessionStorage.setItem(`photo.${key}`, JSON.stringify({features, preview}));
        withPart({kind: 'photo', value: key, weight: 1});
    } catch (error) {
        note(`This photo cannot be searched by: ${error.message}`);
    }
}

async function digest(photo) {
    const hash = await crypto.subtle.digest('SHA-256', await photo.arrayBuffer());
    return [...new Uint8Array(hash, 0, 6)].map(it => it.toString(16).padStart(2, '0')).join('');
}

async function shrink(photo) {
    const bitmap = await createImageBitmap(photo);
    const scale = PREVIEW / Math.min(bitmap.width, bitmap.height);
    const canvas = new OffscreenCanvas(PREVIEW, PREVIEW);
    canvas.getContext('2d').drawImage(bitmap, (PREVIEW - bitmap.width * scale) / 2, (PREVIEW - bitmap.height * scale) / 2,
        bitmap.width * scale, bitmap.height * scale);
    const blob = await canvas.convertToBlob({type: 'image/jpeg', quality: 0.8});
    return new Promise(resolve => {
        const reader = new FileReader();
        reader.onload = () => resolve(reader.result);
        reader.readAsDataURL(blob);
    });
}
