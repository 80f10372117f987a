/** One bar with its words. */
export interface Bar {
  readonly name: string;
  readonly value: string;
  /** What else there is to say of it. */
  readonly note?: string;
  readonly amount: number;
  readonly href?: string;
}

/** Bars under each other, each named and counted where it is, the longest over the whole width. */
export function Bars({ bars }: { readonly bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ amount }) => amount));
  return (
    <ol class="bars">
      {bars.map((bar) => (
        <li key={bar.name}>
          {bar.href === undefined ? (
            <div class="bars__row">
              <Row bar={bar} most={most} />
            </div>
          ) : (
            <a class="bars__row" href={bar.href}>
              <Row bar={bar} most={most} />
            </a>
          )}
        </li>
      ))}
    </ol>
  );
}

function Row({ bar, most }: { readonly bar: Bar; readonly most: number }) {
  return (
    <>
      <span class="bars__name">{bar.name}</span>{" "}
      {bar.note !== undefined && <span class="bars__note">{bar.note}</span>}{" "}
      <span class="bars__value">{bar.value}</span>
      <svg class="bars__bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect width={(100 * bar.amount) / most} height="1" />
      </svg>
    </>
  );
}
