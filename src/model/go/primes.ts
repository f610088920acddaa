/** Whether Envoy takes the number for a prime (`isPrime`); 1 counts as one. */
export function isPrime(number: number): boolean {
  if (!Number.isInteger(number) || number <= 0) { return false; }
  if (number < 4) { return true; }
  if (number % 2 === 0) { return false; }
  for (let factor = 3; factor * factor <= number; factor += 2) {
    if (number % factor === 0) { return false; }
  }
  return true;
}
