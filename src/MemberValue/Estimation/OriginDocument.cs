using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Estimation;

/// <summary>What a model was fitted to, as JSON.</summary>
internal sealed class OriginDocument
{
    public double? Members { get; set; }

    public long? Rows { get; set; }

    public string? Fingerprint { get; set; }

    public string? Grain { get; set; }

    public string? FirstDayOfWeek { get; set; }

    public int? FirstCell { get; set; }

    public int? LastCell { get; set; }

    public string? Unit { get; set; }

    public double? UnitInSeconds { get; set; }

    public int? HorizonDays { get; set; }

    public string? Label { get; set; }

    public string? Options { get; set; }

    public static OriginDocument Of(FitOrigin origin) => new()
    {
        Members = origin.Members,
        Rows = origin.Rows,
        Fingerprint = origin.Fingerprint,
        Grain = origin.Window?.Calendar.Grain.ToString(),
        FirstDayOfWeek = origin.Window?.Calendar.FirstDayOfWeek.ToString(),
        FirstCell = origin.Window?.FirstCell,
        LastCell = origin.Window?.LastCell,
        Unit = origin.Unit?.Name,
        UnitInSeconds = origin.Unit?.Seconds,
        HorizonDays = origin.HorizonDays,
        Label = origin.Label,
        Options = origin.Options,
    };

    public FitOrigin Restore(string type)
    {
        if (Members is not (>= 0 and <= double.MaxValue) || Rows is not >= 0 || Fingerprint is "")
            throw StoredJson.Damaged(type, "origin must have members and rows of 0 or more");
        if (Grain is null != FirstCell is null || Grain is null != LastCell is null)
            throw StoredJson.Damaged(type, "origin must have all of grain, firstCell and lastCell, or none");
        var window = Grain is null ? null : new WindowDocument
        {
            Grain = Grain,
            FirstDayOfWeek = FirstDayOfWeek,
            FirstCell = FirstCell,
            LastCell = LastCell,
        }.ToWindow(type);
        if (Unit is null != UnitInSeconds is null || Unit is "" || UnitInSeconds is not (null or (> 0 and <= double.MaxValue)))
            throw StoredJson.Damaged(type, "origin must have unit and unitInSeconds, a finite number above 0, or neither");
        if (HorizonDays < 1)
            throw StoredJson.Damaged(type, "origin must have horizonDays of 1 or more, or none");
        return new FitOrigin
        {
            Window = window,
            Members = Members.Value,
            Rows = Rows.Value,
            Unit = UnitInSeconds is { } seconds ? TimeUnit.OfSeconds(Unit!, seconds) : null,
            Fingerprint = Fingerprint,
            HorizonDays = HorizonDays,
            Label = Label,
            Options = Options,
        };
    }
}
