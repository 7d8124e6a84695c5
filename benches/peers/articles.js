// The articles as strings.
export function articles({ texts, ends }) {
  const decoder = new TextDecoder()
  return Array.from(ends, (end, nth) => decoder.decode(texts.subarray(ends[nth - 1] ?? 0, end)))
}
