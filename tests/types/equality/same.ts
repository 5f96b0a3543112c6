/** Type-level assertions: a file that compiles has passed. */
import type * as pulumi from "@pulumi/pulumi";

/** Both types are one and the same, not merely assignable. */
export type Same<A, B> =
  (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : false;

/**
 * Inputs and outputs unwrapped at any depth, intersections and mapped types written out: only what is inside counts.
 * (pulumi.Unwrap makes something else of `unknown`.)
 */
type Plain<T> = unknown extends T
  ? unknown
  : T extends Promise<infer Value>
    ? Plain<Value>
    : T extends pulumi.OutputInstance<infer Value>
      ? Plain<Value>
      : T extends readonly (infer Item)[]
        ? Plain<Item>[]
        : T extends object
          ? { [Key in keyof T]: Plain<T[Key]> }
          : T;

/** Does not compile where the argument is not `true`. */
export function holds<_ extends true>(): void {}
