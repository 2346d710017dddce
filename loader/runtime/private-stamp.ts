/**
 * A class whose private fields can be put on any object from outside: a constructor may return any
 * object, and the fields of the derived class are then defined on that one. Invisible to
 * reflection, fires no proxy trap, works on frozen objects.
 *
 *   class Mark extends Stamped { #mark = 1; }
 *   new Mark(object);
 */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- its constructor is the trick
export class Stamped {
  constructor(object: object) {
    return object;
  }
}
