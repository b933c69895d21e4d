"use client";

import { createContext, useContext } from "react";

export const NO_ISSUES: readonly { path: string; message: string }[] = [];

/** What is wrong with the form around a field; ActionForm fills it. */
export const FormIssues = createContext(NO_ISSUES);

/** The message that belongs beside the field of this name. */
export function useFieldIssue(name: string): string | undefined {
  return useContext(FormIssues).find((issue) => issue.path === name)?.message;
}

/** What tells the fields of this form from those of the same names in others on the page. */
export const FormScope = createContext("");

/** Marks the form around as changed; ActionForm fills it. */
export const FormChanged = createContext<() => void>(() => undefined);

/** For changes that no field announces itself: a row added, removed or moved. */
export function useMarkChanged(): () => void {
  return useContext(FormChanged);
}
