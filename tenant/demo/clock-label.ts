/** Moments of the story, as people read them. */
import { days, hours, minutes } from "../../provider/model/durations";

const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** `hour 23:00`, `hour 00:14:59`; from 48 hours on `day 30` and `day 29 23:59:59`. */
export function clockLabel(seconds: number): string {
  const inDays = seconds >= days(2);
  const ofDay = inDays ? seconds % days(1) : seconds;
  const rest = ofDay % minutes(1);
  const time = [
    Math.floor(ofDay / hours(1)),
    Math.floor(ofDay / minutes(1)) % 60,
    ...(rest > 0 ? [rest] : []),
  ]
    .map(twoDigits)
    .join(":");
  if (!inDays) return `hour ${time}`;
  const day = `day ${Math.floor(seconds / days(1))}`;
  return ofDay === 0 ? day : `${day} ${time}`;
}
