using MemberValue.Members;

namespace MemberValue.Tool.Reading;

/// <summary>Reads dates and times as shops write them; what could be meant in two ways is not read.</summary>
internal static class TimeText
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] LongMonths =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>Reads a date with or without a time of day.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parts">The parts.</param>
    /// <returns>Null, or why the text is not read.</returns>
    public static Text? Read(ReadOnlySpan<char> text, out TimeParts parts)
    {
        parts = default;
        var scan = new Scan(text.Trim());
        if (scan.IsEnd)
            return Text.Of("is blank", "为空");
        if (LooksLikeTime(text))
            return Text.Of("is a time of day without a date", "只有时刻，没有日期");
        if (ReadDate(ref scan, out parts) is { } problem)
            return problem;
        return ReadRest(ref scan, ref parts);
    }

    /// <summary>Adds the time of day of a second column.</summary>
    public static Text? AddClock(ReadOnlySpan<char> text, ref TimeParts parts)
    {
        if (parts.HasTime)
            return Text.Of("stands beside a date that has a time of day already", "旁边的日期已经包含时刻");
        var scan = new Scan(text.Trim());
        return scan.IsEnd ? Text.Of("is blank", "为空") : ReadClock(ref scan, ref parts);
    }

    private static bool LooksLikeTime(ReadOnlySpan<char> text)
    {
        var scan = new Scan(text.Trim());
        return scan.Number(out _, out var digits) && digits <= 2 && scan.Take(':');
    }

    private static Text? ReadDate(ref Scan scan, out TimeParts parts)
    {
        parts = default;
        if (scan.IsLetter)
            return ReadMonthFirst(ref scan, out parts);
        if (!scan.Number(out var first, out var digits))
            return NotADate;
        if (digits == 8)
        {
            parts = new TimeParts(DateForm.YearFirst, '-', (short)(first / 10_000), (byte)(first / 100 % 100), (byte)(first % 100), -1, null);
            return parts.Year is >= 1900 and <= 2100 ? Checked(parts) : NotADate;
        }

        if (digits <= 2 && (scan.IsLetterAfter(' ') || scan.IsLetterAfter('-')))
            return ReadDayFirst(ref scan, first, out parts);
        if (digits > 4 || scan.Mark is not { } mark || !scan.Take(mark) || !scan.Number(out var second, out var secondDigits) || secondDigits > 2)
            return NotADate;
        if (!scan.Take(mark) || !scan.Number(out var third, out var thirdDigits))
            return NotADate;
        if (digits == 4)
        {
            if (thirdDigits > 2)
                return NotADate;
            parts = new TimeParts(DateForm.YearFirst, mark, (short)first, (byte)second, (byte)third, -1, null);
            return Checked(parts);
        }

        if (digits > 2)
            return NotADate;
        if (thirdDigits == 2)
            return Text.Of("has a year of two digits", "年份只有两位数");
        if (thirdDigits != 4)
            return NotADate;
        parts = new TimeParts(DateForm.Numeric, mark, (short)third, (byte)first, (byte)second, -1, null);
        return parts.Day(Profiles.DateOrder.DayMonth) is null && parts.Day(Profiles.DateOrder.MonthDay) is null ? NoSuchDay : null;
    }

    private static Text NotADate => Text.Of("is not a date such as 2024-01-31", "不是日期（例如 2024-01-31）");

    private static Text NoSuchDay => Text.Of("is a day that the calendar does not have", "日历上没有这一天");

    private static Text? Checked(TimeParts parts) => parts.Day(Profiles.DateOrder.DayMonth) is null ? NoSuchDay : null;

    /// <summary>Jan 5, 2024.</summary>
    private static Text? ReadMonthFirst(ref Scan scan, out TimeParts parts)
    {
        parts = default;
        var month = MonthOf(scan.Word());
        scan.Take('.');
        scan.Blanks();
        if (month == 0 || !scan.Number(out var day, out var dayDigits) || dayDigits > 2)
            return NotADate;
        scan.Take(',');
        scan.Blanks();
        if (!scan.Number(out var year, out var yearDigits) || yearDigits != 4)
            return NotADate;
        parts = new TimeParts(DateForm.Named, ' ', (short)year, (byte)month, (byte)day, -1, null);
        return Checked(parts);
    }

    /// <summary>5 Jan 2024 or 5-Jan-2024.</summary>
    private static Text? ReadDayFirst(ref Scan scan, long day, out TimeParts parts)
    {
        parts = default;
        var mark = scan.Take('-') ? '-' : ' ';
        scan.Blanks();
        var month = MonthOf(scan.Word());
        scan.Take('.');
        scan.Take(',');
        if (mark == '-' && !scan.Take('-'))
            return NotADate;
        scan.Blanks();
        if (month == 0 || !scan.Number(out var year, out var digits) || digits != 4)
            return NotADate;
        parts = new TimeParts(DateForm.Named, mark, (short)year, (byte)month, (byte)day, -1, null);
        return Checked(parts);
    }

    private static int MonthOf(ReadOnlySpan<char> word)
    {
        for (var month = 0; month < 12; month++)
        {
            if (word.Equals(Months[month], StringComparison.OrdinalIgnoreCase) || word.Equals(LongMonths[month], StringComparison.OrdinalIgnoreCase))
                return month + 1;
        }

        return word.Equals("sept", StringComparison.OrdinalIgnoreCase) ? 9 : 0;
    }

    private static Text? ReadRest(ref Scan scan, ref TimeParts parts)
    {
        if (scan.IsEnd)
            return null;
        if (!scan.Take('T'))
        {
            scan.Take(',');
            if (!scan.Blanks())
                return NotADate;
        }

        return ReadClock(ref scan, ref parts);
    }

    private static Text? ReadClock(ref Scan scan, ref TimeParts parts)
    {
        var problem = Text.Of("has a time of day that cannot be read; it must be such as 16:29:00", "时刻无法识别，应为 16:29:00 这样的形式");
        if (!scan.Number(out var hour, out var digits) || digits > 2 || !scan.Take(':') || !scan.Number(out var minute, out digits) || digits != 2)
            return problem;
        long second = 0, fraction = 0;
        if (scan.Take(':'))
        {
            if (!scan.Number(out second, out digits) || digits != 2)
                return problem;
            if (scan.Take('.') && !scan.Fraction(out fraction))
                return problem;
        }

        scan.Blanks();
        var hasHalf = scan.IsLetterOf("AaPp");
        if (hasHalf)
        {
            var word = scan.Word();
            var isAfternoon = word.Equals("pm", StringComparison.OrdinalIgnoreCase);
            if ((!isAfternoon && !word.Equals("am", StringComparison.OrdinalIgnoreCase)) || hour is < 1 or > 12)
                return problem;
            hour = (hour % 12) + (isAfternoon ? 12 : 0);
            scan.Blanks();
        }

        if (hour > 23 || minute > 59 || second > 59)
            return problem;
        if (!ReadOffset(ref scan, out var offset) || !scan.IsEnd)
            return problem;
        parts = parts with { TimeOfDay = (((((hour * 60) + minute) * 60) + second) * TimeSpan.TicksPerSecond) + fraction, Offset = offset };
        return null;
    }

    private static bool ReadOffset(ref Scan scan, out short? offset)
    {
        offset = null;
        if (scan.IsEnd)
            return true;
        if (scan.IsLetterOf("ZzUuGg"))
        {
            var word = scan.Word();
            offset = 0;
            return word is "Z" or "z" or "UTC" or "GMT";
        }

        var isWest = scan.Take('-');
        if ((!isWest && !scan.Take('+')) || !scan.Number(out var hours, out var digits) || digits is not (2 or 4))
            return false;
        long minutes = 0;
        if (digits == 4)
            (hours, minutes) = (hours / 100, hours % 100);
        else if (scan.Take(':') && (!scan.Number(out minutes, out digits) || digits != 2))
            return false;
        offset = (short)((isWest ? -1 : 1) * ((hours * 60) + minutes));
        return hours <= 14 && minutes <= 59;
    }

    /// <summary>A place in a text.</summary>
    private ref struct Scan(ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private int _at;

        public readonly bool IsEnd => _at == _text.Length;

        public readonly bool IsLetter => !IsEnd && char.IsAsciiLetter(_text[_at]);

        /// <summary>The mark of a date that stands here.</summary>
        public readonly char? Mark => !IsEnd && _text[_at] is '-' or '/' or '.' ? _text[_at] : null;

        public readonly bool IsLetterOf(string letters) => !IsEnd && letters.Contains(_text[_at], StringComparison.Ordinal);

        public readonly bool IsLetterAfter(char mark) => _at + 1 < _text.Length && _text[_at] == mark && char.IsAsciiLetter(_text[_at + 1]);

        public bool Take(char mark)
        {
            if (IsEnd || _text[_at] != mark)
                return false;
            _at++;
            return true;
        }

        public bool Blanks()
        {
            var from = _at;
            while (!IsEnd && (char.IsWhiteSpace(_text[_at]) || _text[_at] == '\u202F'))
                _at++;
            return _at > from;
        }

        public bool Number(out long number, out int digits)
        {
            (number, digits) = (0, 0);
            for (; !IsEnd && char.IsAsciiDigit(_text[_at]) && digits < 9; _at++, digits++)
                number = (number * 10) + (_text[_at] - '0');
            return digits > 0;
        }

        /// <summary>Decimals of a second as ticks.</summary>
        public bool Fraction(out long ticks)
        {
            ticks = 0;
            var unit = TimeSpan.TicksPerSecond;
            var from = _at;
            for (; !IsEnd && char.IsAsciiDigit(_text[_at]); _at++)
            {
                unit /= 10;
                ticks += (_text[_at] - '0') * unit;
            }

            return _at > from;
        }

        public ReadOnlySpan<char> Word()
        {
            var from = _at;
            while (IsLetter)
                _at++;
            return _text[from.._at];
        }
    }
}
