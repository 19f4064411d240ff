/** Every operation of Access Analyzer that is built here. */
export { ValidatePolicy } from './ValidatePolicy.ts';
