"use client";

import { unstable_isUnrecognizedActionError, unstable_rethrow } from "next/navigation";
import { useActionState } from "react";
import type { FormState } from "@/app/_http/action";
import { translator } from "@/lib/i18n/translator";

type SavingAction = (state: FormState, form: FormData) => Promise<FormState>;

/**
 * An action's state for a form that keeps what was typed: a request that was lost, or answered by
 * something that is not ours (a proxy's page, a server of another version), is told in the form
 * instead of putting an error page in its place. Without script the form is sent as it is.
 */
export function useSavingAction(action: SavingAction) {
  return useActionState(typeof window === "undefined" ? action : answered(action), {
    issues: [],
    savedAt: null,
  });
}

function answered(action: SavingAction): SavingAction {
  return async (state, form) => {
    try {
      return await action(state, form);
    } catch (error) {
      // Redirects and "not found" are answers.
      unstable_rethrow(error);
      const key = unstable_isUnrecognizedActionError(error) ? "appUpdated" : "noAnswer";
      return { issues: [{ path: "", message: translator("common")(key) }], savedAt: null };
    }
  };
}
