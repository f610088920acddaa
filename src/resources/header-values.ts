/** What a character of a header's value belongs to. */
enum State { TEXT, VARIABLE, ARGUMENTS, ELEMENT_END, ELEMENT, STRING, LIST_END, VARIABLE_END }

/**
 * What is wrong with a value that Envoy puts into a header, or `undefined`. A `%` there starts a variable
 * (`%REQ(:authority)%`) unless it is doubled, and Envoy rejects the whole listener for one that does not end.
 */
export function headerValueProblem(value: string): string | undefined {
  // eslint-disable-next-line no-control-regex -- these are what HTTP refuses in a header
  if (/[\u0000-\u0008\u000A-\u001F\u007F]/.test(value)) { return 'has control characters'; }
  let state = State.TEXT;
  for (let at = 0; at < value.length; at++) {
    const char = value[at];
    if (state === State.TEXT) {
      if (char !== '%') { continue; }
      if (at + 1 === value.length) { return 'ends in a single "%"'; }
      if (value[at + 1] === '%') { at++; } else { state = State.VARIABLE; }
    } else if (state === State.STRING && char === '\\') {
      if (at + 1 === value.length) { return 'ends in "\\" within a variable'; }
      at++;
    } else {
      const next = follow(state, char);
      if (next === undefined) { return `has ${JSON.stringify(char)} where a variable does not allow it`; }
      state = next;
    }
  }
  return state === State.TEXT ? undefined : 'starts a variable with "%" that does not end';
}

/** The state after a character within a variable; `undefined` if it may not stand there. */
function follow(state: State, char: string): State | undefined {
  const stay = char === ' ' ? state : undefined;
  switch (state) {
    case State.VARIABLE: return char === '%' ? State.TEXT : char === '(' ? State.ARGUMENTS : state;
    case State.ARGUMENTS: return char === '[' ? State.ELEMENT : char === ' ' ? state : State.STRING;
    case State.ELEMENT: return char === '"' ? State.STRING : stay;
    case State.STRING: return char === ')' ? State.VARIABLE_END : char === '"' ? State.ELEMENT_END : state;
    case State.ELEMENT_END: return char === ',' ? State.ELEMENT : char === ']' ? State.LIST_END : stay;
    case State.LIST_END: return char === ')' ? State.VARIABLE_END : stay;
    default: return char === '%' ? State.TEXT : stay;
  }
}
