namespace MemberValue.Numerics;

/// <summary>
/// Natural logarithms of whole numbers, the small ones from a table of <see cref="Math.Log(double)"/>'s own values: most gaps in days are small, and
/// Math.Log took a third of the time of writing a row (BuildTable, 2026-11-21, .NET 10).
/// </summary>
internal static class LogTable
{
    private static readonly double[] Logs = Make();

    public static double Of(uint number)
    {
        var logs = Logs;
        return number < (uint)logs.Length ? logs[number] : Math.Log(number);
    }

    private static double[] Make()
    {
        var logs = new double[1_024];
        for (var number = 0; number < logs.Length; number++)
            logs[number] = Math.Log(number);
        return logs;
    }
}
