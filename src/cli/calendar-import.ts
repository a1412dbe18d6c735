// `deskhand calendar import COUNTRY YEAR`: holidays and short days of a country, as YAML or into deskhand.yml.
import { calendarSchema } from '../config/calendar-schema.ts';
import { nameSchema } from '../config/names.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { type LocalInterval, parseTimeOfDay } from '../domain/sla/calendar-spec.ts';
import { isKnownZone } from '../domain/sla/zone.ts';
import { findCountryYear } from './calendar/country-choice.ts';
import { type CountryYear, weekdayOf } from './calendar/country-year.ts';
