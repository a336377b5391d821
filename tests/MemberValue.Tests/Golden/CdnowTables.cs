using MemberValue.Members;

namespace MemberValue.Tests.Golden;

/// <summary>The CDNOW sample as tables.</summary>
public static class CdnowTables
{
    private static readonly Lazy<MemberLog<int>> LazyLog = new(() => MemberLog.Read(Log, Options));
    private static readonly Lazy<CalibrationHoldout<int>> LazySplit = new(() => Read.Holdout(CdnowData.LastCalibrationDay));

    /// <summary>The window of both halves.</summary>
    public static MemberTableOptions Options => new()
    {
        WindowFirst = CdnowData.FirstDay.ToDateTime(TimeOnly.MinValue),
        WindowLast = CdnowData.LastDay.ToDateTime(TimeOnly.MinValue),
    };

    /// <summary>Calibration through 1997-09-30, holdout through 1998-06-30.</summary>
    public static CalibrationHoldout<int> Split => LazySplit.Value;

    /// <summary>The log of the sample, read.</summary>
    public static MemberLog<int> Read => LazyLog.Value;

    /// <summary>The rows of the sample.</summary>
    public static IEnumerable<Transaction<int>> Log => CdnowData.Log().Select(row => new Transaction<int>(row.Id, row.Day, row.Amount));
}
