/// A store holds a state and has one way to change it: send it an event.

/// Sends an event to a store. Views get this function and no more.
export type Send<Event> = (event: Event) => void;

/// A listener gets each new state, with the one before.
export type Listener<State> = (state: State, before: State) => void;

/// One state, changed by events through a pure function.
export interface Store<State, Event> {
  readonly state: () => State;
  readonly send: Send<Event>;
  readonly subscribe: (listener: Listener<State>) => void;
}

/// A store with a first state, changed by `reduce`. Listeners are called in the order of their subscription.
export function createStore<State, Event>(
  reduce: (state: State, event: Event) => State,
  initial: State,
): Store<State, Event> {
  let state = initial;
  const listeners: Listener<State>[] = [];
  const send = (event: Event): void => {
    const before = state;
    state = reduce(state, event);
    if (state === before) return;
    const now = state;
    for (const listener of listeners) listener(now, before);
  };
  return { state: () => state, send, subscribe: (listener) => void listeners.push(listener) };
}
