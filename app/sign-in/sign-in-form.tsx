"use client";

import { signIn } from "next-auth/react";
import { useState } from "react";
import { Button } from "@/app/_ui/button";
import { ErrorSummary } from "@/app/_ui/error-summary";
import { TextField } from "@/app/_ui/field";

interface Words {
  email: string;
  password: string;
  signIn: string;
  signingIn: string;
  errorTitle: string;
  wrongCredentials: string;
  tooManyAttempts: string;
  unavailable: string;
  unexpected: string;
}

/** @param next the address of ours that signing in leads to */
export function SignInForm({ words, next }: { words: Words; next: string }) {
  const [issues, setIssues] = useState<{ path: string; message: string }[]>([]);
  const [pending, setPending] = useState(false);

  async function submit(form: FormData) {
    setPending(true);
    const result = await signIn("credentials", {
      email: form.get("email"),
      password: form.get("password"),
      redirect: false,
    }).catch(() => undefined);
    if (result?.ok) {
      // A whole new page: nothing drawn for a stranger stays.
      window.location.assign(next);
      return;
    }
    setPending(false);
    const key = result?.error ?? "unexpected";
    const message =
      key === "wrongCredentials" || key === "tooManyAttempts" || key === "unavailable"
        ? words[key]
        : words.unexpected;
    setIssues([{ path: "email", message }]);
  }

  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <ErrorSummary title={words.errorTitle} issues={issues} />
      <TextField name="email" label={words.email} type="email" autoComplete="username" required />
      <TextField
        name="password"
        label={words.password}
        type="password"
        autoComplete="current-password"
        required
      />
      <Button type="submit" look="primary" disabled={pending}>
        {pending ? words.signingIn : words.signIn}
      </Button>
    </form>
  );
}
