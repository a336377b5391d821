using MemberValue.Members;
using MemberValue.Tool.Profiles;

namespace MemberValue.Tool.Reading;

/// <summary>Reads files of orders into a log.</summary>
internal static class OrderReader
{
    /// <summary>The rules of churn compare the last 60 days with the 60 before.</summary>
    public const int RecentDays = 60;

    /// <summary>Reads files.</summary>
    /// <param name="settings">What the user says about the files.</param>
    /// <param name="standardInput">Opens standard input.</param>
    /// <param name="progress">Receives the number of rows read so far.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The log, and what was read and how.</returns>
    /// <exception cref="UserError">Something is missing, or cannot be read safely.</exception>
    public static (MemberLog<string> Log, ReadingNotes Notes) Read(
        InputSettings settings, Func<Stream> standardInput, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var named = NamedProfile(settings.Profile);
        if (settings.TimeZone is { } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            throw new UserError($"There is no time zone '{zone}'; give one such as Europe/Berlin.", $"没有时区“{zone}”；请给出 Asia/Shanghai 这样的名称。");
        var files = OrderFile.Of(settings.Files, standardInput);
        var (rows, read, delimiter) = (new List<OrderRow>(), 0L, ',');
        ProfileMatch? first = null;
        RowParser? parser = null;
        foreach (var file in files)
        {
            using var csv = CsvRows.Open(file, settings);
            var match = ProfileMatch.Of(csv.Header, named, settings.Columns);
            if (first is not null && match.Profile.Name != first.Profile.Name)
            {
                throw new UserError(
                    $"{files[0].Name} is of the profile {first.Profile.Name} and {file.Name} of {match.Profile.Name}; give files of one kind.",
                    $"{files[0].Name} 的格式是 {first.Profile.Name}，{file.Name} 的格式是 {match.Profile.Name}；请给出同一种格式的文件。");
            }

            (first, delimiter) = (first ?? match, csv.Delimiter);
            parser ??= new RowParser(match.Profile, settings);
            parser.Begin(match);
            while (csv.Read())
            {
                if ((++read & 1023) == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    progress?.Report(read);
                }

                if (parser.Read(csv, match) is { } row)
                    rows.Add(row);
            }
        }

        progress?.Report(read);
        if (read == 0)
            throw new UserError($"{files[0].Name} has a header and no rows.", $"{files[0].Name} 只有表头，没有数据行。");
        return new LogOfRows(settings, files, first!, parser!, rows, delimiter).Read(read, cancellationToken);
    }

    /// <summary>The profile of a name, or of a user's file.</summary>
    private static ExportProfile? NamedProfile(string? name)
    {
        if (name is null)
            return null;
        if (BuiltInProfiles.Find(name) is { } profile)
            return profile;
        if (File.Exists(name))
            return ProfileReader.Read(File.ReadAllText(name), name);
        throw new UserError(
            $"There is no profile and no file '{name}'. The profiles are {string.Join(", ", BuiltInProfiles.Names)}.",
            $"没有名为“{name}”的格式或文件。可用的格式有：{string.Join("、", BuiltInProfiles.Names)}。");
    }
}
