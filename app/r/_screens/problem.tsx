type Field = readonly [name: string, value: string];

/** Something that stopped a request: what happened and the mend, never more. */
export interface Problem {
  readonly title: string;
  readonly text: string;
  /** The form as it was sent, to be sent again as it is, with the words of the button. */
  readonly resend?: { readonly fields: readonly Field[]; readonly words: string };
  /** Where to go instead, with the words of the link. */
  readonly link?: { readonly href: string; readonly words: string };
}

export function ProblemScreen({ problem }: { problem: Problem }) {
  return (
    <>
      <h1>{problem.title}</h1>
      <p>{problem.text}</p>
      {problem.resend && (
        <form method="post" autoComplete="off">
          {problem.resend.fields.map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
          <div className="go">
            <button type="submit">{problem.resend.words}</button>
          </div>
        </form>
      )}
      {problem.link && (
        <p>
          <a href={problem.link.href}>{problem.link.words}</a>
        </p>
      )}
    </>
  );
}
