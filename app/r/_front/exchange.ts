import type { SentForm } from "@/lib/fielding/interview/schema";

/** A request for a respondent's page, as far as its answer depends on it. */
export interface RespondentRequest {
  /** HEAD asks like GET; its answer's body is left away later. */
  readonly method: "GET" | "POST";
  /** The address without its query, as it came. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The address that limits count by; null where it is not known. */
  readonly from: string | null;
  /** A header by its name in small letters. */
  header(name: string): string | null;
  /** The fields of the form in its body. @throws BodyRefused when there is no form to be read */
  form(): SentForm;
}

/** What is answered: everything at once, since the largest page is a few kilobytes. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Answers one kind of address. `parameters` holds what stands in the address by its name there. */
export type Answering = (
  asked: RespondentRequest,
  parameters: Readonly<Record<string, string>>,
) => Promise<Reply>;
