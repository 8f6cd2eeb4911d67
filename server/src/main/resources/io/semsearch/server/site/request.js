// A state of the page as a search request (docs/formats.md, "Searches as JSON").

export const PAGE = 24;

/** A request, or undefined where the state asks for nothing. `featuresOf` has the features of a dropped photo by its
 * key; a photo that this browser no longer has is left out. */
export function request(state, featuresOf, pageToken = 'first') {
    const query = queryOf(state, featuresOf);
    if (!query) {
        return undefined;
    }
    const wanted = {query, k: PAGE, space: state.space, mode: state.mode, pageToken};
    return Object.assign(wanted,
        state.hubness && state.space === 'semantic' ? {hubness: state.hubness} : {},
        state.where ? {where: state.where} : {},
        state.least && hasConfidence(state) ? {minConfidence: Number(state.least)} : {},
        state.collapse ? {collapse: Number(state.collapse)} : {});
}

/** True if hits of this state have a confidence. */
export const hasConfidence = state => hasWords(state) && state.space === 'semantic';

export const hasWords = state => Boolean(state.text) || state.parts.some(part => part.kind === 'text');

/** An id as a number of JSON, with all its digits where the browser can write them. */
const exactId = text => Number.isSafeInteger(Number(text)) || !JSON.rawJSON ? Number(text) : JSON.rawJSON(text);

/** The query alone, as `explain` needs it. */
export function queryOf(state, featuresOf) {
    const terms = [...(state.text ? [{text: state.text}] : []),
        ...state.parts.map(part => term(part, featuresOf)).filter(Boolean)];
    if (!terms.length) {
        return likeJudged(state);
    }
    const query = terms.length === 1 && !('weight' in terms[0]) ? terms[0] : {sum: terms};
    if (!state.yes.length && !state.no.length) {
        return query;
    }
    return {feedback: {query, relevant: state.yes.map(exactId), nonrelevant: state.no.map(exactId)}};
}

function term(part, featuresOf) {
    const what = {text: () => ({text: part.value}), image: () => ({image: exactId(part.value)}),
        photo: () => photoTerm(featuresOf(part.value))}[part.kind]();
    return what && (part.weight === 1 ? what : {...what, weight: part.weight});
}

const photoTerm = features => features && {features};

/** Photos judged before anything was asked: more like those that were right. */
function likeJudged(state) {
    if (!state.yes.length) {
        return undefined;
    }
    const query = {sum: state.yes.map(id => ({image: exactId(id)}))};
    return state.no.length ? {feedback: {query, nonrelevant: state.no.map(exactId)}} : query;
}
