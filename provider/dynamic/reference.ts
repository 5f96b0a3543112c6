/**
 * What every dynamic resource carries as its provider, in inputs and outputs, for as long as its state lives: the
 * engine's host evaluates this text to find the code. A contract for ever, byte for byte: state that holds it must
 * still be refreshed and destroyed by every later version of this package.
 */
export const PROVIDER_REFERENCE = 'exports.handler=()=>require("pulumi-apisettings/dynamic").provider;';
