import { github } from './github';
import { json } from './json';
import { junit } from './junit';
import { sarif } from './sarif';
import { text } from './text';
import type { Report } from '../report';

/** What a report can be written as. */
export const FORMATS: { readonly [name: string]: (report: Report) => string } = { text, json, sarif, junit, github };
