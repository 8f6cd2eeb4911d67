// Photos from outside as parts of a query: their features are computed by the server and kept in this tab.

import * as api from './api.js';
import {note} from './notes.js';
import {withPart} from './session.js';

const PREVIEW = 96;
const FNV_START = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

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
        const [preview, {features}] = await Promise.all([shrink(photo), api.featuresOf(photo)]);
        const key = keyOf(features);
        sessionStorage.setItem(`photo.${key}`, JSON.stringify({features, preview}));
        withPart({kind: 'photo', value: key, weight: 1});
    } catch (error) {
        note(`This photo cannot be searched by: ${error.message}`);
    }
}

/** The same photo has the same key: FNV-1a of its features, because crypto.subtle is missing over plain HTTP. */
function keyOf(features) {
    const step = (hash, sign) => BigInt.asUintN(64, (hash ^ BigInt(sign.charCodeAt(0))) * FNV_PRIME);
    return [...JSON.stringify(features)].reduce(step, FNV_START).toString(16).padStart(16, '0');
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
