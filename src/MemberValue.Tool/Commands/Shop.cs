using MemberValue.Assessment;
using MemberValue.Members;
using MemberValue.Tool.Reading;
using MemberValue.Tool.Screen;

namespace MemberValue.Tool.Commands;

/// <summary>A log that was read, its members as of a day, and their assessments.</summary>
internal sealed record Shop(MemberLog<string> Log, ReadingNotes Notes, MemberTable<string> Table, MemberAssessments<string> Assessments)
{
    public MemberModels Models => Assessments.Valuator.Models;

    /// <summary>Reads files of orders.</summary>
    public static (MemberLog<string> Log, ReadingNotes Notes) Read(InputSettings input, Terminal terminal, string language, CancellationToken cancellationToken)
    {
        using var progress = new Progress(terminal, language == "zh" ? "行已读入" : "rows read");
        return OrderReader.Read(input, terminal.OpenIn, progress, cancellationToken);
    }

    /// <summary>The members as of a day.</summary>
    /// <exception cref="UserError">The log has nothing as of the day.</exception>
    public static MemberTable<string> TableOf(MemberLog<string> log, DateOnly day, string option, CancellationToken cancellationToken)
    {
        try
        {
            return log.Table(day, cancellationToken);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new UserError(
                $"{option} is {day:yyyy-MM-dd}, and no row is as early as that.", $"{option} 是 {day:yyyy-MM-dd}，没有这么早的行。");
        }
    }

    /// <summary>Reads files, fits what is not given, and assesses every member.</summary>
    public static Shop Open(
        InputSettings input, ModelSettings model, MemberModels? models, Terminal terminal, string language, CancellationToken cancellationToken)
    {
        var (log, notes) = Read(input, terminal, language, cancellationToken);
        var table = FurtherDimensions.Feed(log, log.Table(cancellationToken), model.Dimensions, cancellationToken);
        table = notes.Lines?.AddTo(table, cancellationToken) ?? table;
        var options = model.With(models).ToOptions();
        try
        {
            var valuator = MemberValuator.Create(options, models ?? MemberModels.Fit(table, options, progress: null, cancellationToken));
            return new Shop(log, notes, table, valuator.Assess(table, cancellationToken));
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException && (model.Rules is not null || model.Costs is not null))
        {
            throw new UserError(error.Message, error.Message); // a column that a rule or a cost names, and the orders do not give
        }
    }
}
