using System.Reflection;
using System.Text.RegularExpressions;
using MemberValue.Members;
using MemberValue.Tests.Conventions;

namespace MemberValue.Tests.Members;

/// <summary>Whatever stands in the catalogue of a log's columns is fed, checked, read, saved and printed.</summary>
public class LogColumnsTests
{
    private static readonly ObservationWindow Window = ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 6, 30));

    private delegate ReadOnlySpan<T> SpanProperty<T>(MemberColumns columns);

    public static TheoryData<string> Names => new(LogColumns.All.Select(column => column.Name));

    [Fact]
    public void The_catalogue_has_every_column_once_in_the_order_of_its_properties()
    {
        var properties = typeof(LogColumns).GetProperties().Where(property => property.PropertyType.IsAssignableTo(typeof(MemberColumn))).ToList();
        Assert.Equal(properties.Select(property => property.GetValue(null)), LogColumns.All);
        Assert.All(properties, property => Assert.Equal(property.Name, ((MemberColumn)property.GetValue(null)!).Name));
        Assert.Equal(LogColumns.All.Count, LogColumns.All.Select(column => column.Name).Distinct().Count());
        Assert.All(LogColumns.All, column => Assert.NotEmpty(column.HowToFeed));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_fed_from_arrays_by_key_and_by_property(string name)
    {
        var key = Find(name);
        var byKey = MemberColumns.FromColumns(Window, With(key, Good(key)));
        Assert.True(byKey.Has(key));
        Assert.Equal(Good(key).Cast<object?>(), Values(byKey, key));
        var property = typeof(MemberColumnData).GetProperty(name)!;
        var data = Data();
        property.SetValue(data, property.GetValue(With(key, Good(key))));
        Assert.Equal(Values(byKey, key), Values(MemberColumns.FromColumns(Window, data), key));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_checked_and_the_error_names_it(string name)
    {
        var key = Find(name);
        if (key != LogColumns.Purchases)
        {
            var shorter = Array.CreateInstance(key.ValueType, 1);
            var error = Assert.Throws<ArgumentException>(() => MemberColumns.FromColumns(Window, With(key, shorter)));
            Assert.Contains($"MemberColumnData.{name} has 1 elements and must have 2", error.Message, StringComparison.Ordinal);
        }

        Assert.Contains("values for 2 members",
            Assert.Throws<ArgumentException>(() => WithValues(Columns(), key, Array.CreateInstance(key.ValueType, 3))).Message, StringComparison.Ordinal);
        foreach (var value in Bad(key))
        {
            var bad = (Array)Good(key).Clone();
            bad.SetValue(value, 1);
            Assert.Contains(
                $"MemberColumnData.{name}[1] is ", Assert.Throws<ArgumentException>(() => MemberColumns.FromColumns(Window, With(key, bad))).Message,
                StringComparison.Ordinal);
            Assert.StartsWith($"{name}[1] is ", Assert.Throws<ArgumentException>(() => WithValues(Columns(), key, bad)).Message, StringComparison.Ordinal);
        }

        if (key is MemberColumn<decimal> money && money != LogColumns.Margin)
        {
            var error = Assert.Throws<ArgumentException>(() => Columns().With(money, MoneyColumn.FromScaled([0, MoneyColumn.MissingScaled], 2)));
            Assert.StartsWith($"{name}[1] is null; it must not be missing.", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_read_by_key_and_through_its_property_of_columns_and_row(string name)
    {
        var key = Find(name);
        var columns = MemberColumns.FromColumns(Window, With(key, Good(key)));
        var property = typeof(MemberColumns).GetProperty(name)!;
        Assert.Equal(Values(columns, key), property.PropertyType == typeof(MoneyColumn)
            ? ((MoneyColumn)property.GetValue(columns)!).Cast<object?>()
            : key.ValueType == typeof(int) ? Objects<int>(property, columns) : Objects<double>(property, columns));
        for (var row = 0; row < columns.Count; row++)
        {
            var expected = Good(key).GetValue(row) is MemberColumns.NoCell ? null : Good(key).GetValue(row);
            Assert.Equal(expected, columns.Row(row)[key]);
            Assert.Equal(expected, typeof(MemberRow).GetProperty(name)!.GetValue(columns.Row(row)));
            Assert.Equal(columns.Row(row), columns.Slice(row, 1).Row(0));
        }

        var without = MemberColumns.FromColumns(Window, new MemberColumnData { Purchases = [0, 0] });
        if (key == LogColumns.Purchases)
            return;
        Assert.Null(typeof(MemberRow).GetProperty(name)!.GetValue(without.Row(0)));
        Assert.Contains(key.HowToFeed, Assert.Throws<InvalidOperationException>(() => without.Row(0)[key]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_in_a_table_of_a_log_and_the_same_when_the_states_are_saved_and_read(string name)
    {
        var key = Find(name);
        var builder = Log();
        var table = builder.Build();
        Assert.True(table.Has(key));
        using var file = new MemoryStream();
        builder.Save(file);
        file.Position = 0;
        var loaded = MemberTableBuilder.Load<string>(file, builder.Rules).BuildWhole();
        foreach (var member in table.Keys)
        {
            Assert.Equal(table[member][key], loaded[member][key]);
            var state = MemberState.FromJson(builder.StateOf(member)!.ToJson()).AsOf(table.Window);
            if (key != LogColumns.SumOfLogGaps && (key != LogColumns.Margin || member == "ann")) // ben's state knows nothing of other members' margins
                Assert.Equal(table[member][key], state[key]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_saved_with_its_table_and_read(string name)
    {
        var key = Find(name);
        var table = MemberTable.FromColumns(["ann", "ben"], MemberColumns.FromColumns(Window, With(key, Good(key))));
        using var file = new MemoryStream();
        table.Save(file);
        file.Position = 0;
        var read = MemberTable.Load<string>(file);
        Assert.Equal(table.Columns.Keys, read.Columns.Keys);
        Assert.Equal(Values(table.Columns, key), Values(read.Columns, key));
        Assert.Equal(table.Keys.Select(member => table[member]), read.Keys.Select(member => read[member]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_printed_by_name_and_value_and_a_cell_as_its_date(string name)
    {
        var key = Find(name);
        var columns = MemberColumns.FromColumns(Window, With(key, Good(key)));
        Assert.Matches($@"columns .*\b{name}\b", columns.ToString());
        Assert.Matches($@"columns .*\b{name}\b", MemberTable.FromColumns(["ann", "ben"], columns).ToString());
        var value = columns.Row(0)[key];
        var text = key.Unit == "cell" ? CellCalendar.Days.Format((int)value!) : FormattableString.Invariant($"{value}");
        Assert.Matches($@"\b{name} {Regex.Escape(text)}(,|$)", columns.Row(0).ToString());
    }

    [Fact]
    public void A_new_column_is_a_row_of_the_catalogue_a_line_that_computes_it_and_a_property_where_one_is_wanted()
    {
        var files = Repository.Files(Path.Combine("src", "MemberValue", "Members"), "*.cs")
            .ToDictionary(file => Path.GetFileName(file), file => string.Join('\n', Repository.Lines(file)));
        foreach (var column in LogColumns.All)
        {
            var by = files.Where(file => Regex.IsMatch(file.Value, $"LogColumns\\.{column.Name}\\b")).Select(file => file.Key)
                .Append("LogColumns.cs").ToHashSet();
            by.Remove("ColumnRelation.cs"); // what columns must say of each other, a row for each
            if (column == LogColumns.Purchases || column == LogColumns.Net || column == LogColumns.Sales || column == LogColumns.Refunds)
                by.ExceptWith(["MemberColumns.FromColumns.cs", "StoredTable.cs"]); // what must be there, and what follows from others
            foreach (var convenience in new[] { "MemberRow.cs", "MemberColumnData.cs" })
            {
                var named = files[convenience].Split('\n').Where(line => Regex.IsMatch(line, $"LogColumns\\.{column.Name}\\b"));
                Assert.All(named, line => Assert.Matches($"^    public .*\\b{column.Name} |^        (get|set) => ", line)); // a property
                by.Remove(convenience);
            }

            Assert.Subset(new HashSet<string> { "LogColumns.cs", "RowWriter.cs", "MemberColumns.cs" }, by);
            Assert.Contains("RowWriter.cs", by);
        }
    }

    private static MemberColumn Find(string name) => LogColumns.All.Single(column => column.Name == name);

    /// <summary>Values of two members: one who bought, one who did not.</summary>
    private static Array Good(MemberColumn key) => key switch
    {
        MemberColumn<int> when key.Unit == "cell" => new[] { Window.LastCell - 3, MemberColumns.NoCell },
        MemberColumn<int> => new[] { key == LogColumns.Purchases ? 2 : 1, 0 },
        MemberColumn<double> => new[] { 0.75, 0 },
        _ => new[] { 12.5m, 0m },
    };

    private static IEnumerable<object> Bad(MemberColumn key) => key switch
    {
        MemberColumn<int> when key.Unit == "cell" => [Window.LastCell + 1],
        MemberColumn<int> => [-1],
        MemberColumn<double> => [double.NaN, -0.5, double.PositiveInfinity],
        _ => key == LogColumns.Sales || key == LogColumns.Refunds ? [-0.01m] : [],
    };

    private static MemberColumnData Data() => new() { Purchases = [2, 0], RecentCells = 30 };

    private static MemberColumns Columns() => MemberColumns.FromColumns(Window, Data());

    private static MemberColumnData With(MemberColumn key, Array values)
    {
        var data = Data();
        switch (key)
        {
            case MemberColumn<int> number:
                data.Set(number, (int[])values);
                break;
            case MemberColumn<double> number:
                data.Set(number, (double[])values);
                break;
            default:
                data.Set((MemberColumn<decimal>)key, (decimal[])values);
                break;
        }

        return data;
    }

    private static MemberColumns WithValues(MemberColumns columns, MemberColumn key, Array values) => key switch
    {
        MemberColumn<int> number => columns.With(number, (int[])values),
        MemberColumn<double> number => columns.With(number, (double[])values),
        _ => columns.With((MemberColumn<decimal>)key, (decimal[])values),
    };

    private static IEnumerable<object?> Values(MemberColumns columns, MemberColumn key) => key switch
    {
        MemberColumn<int> number => columns.Memory(number).ToArray().Cast<object?>(),
        MemberColumn<double> number => columns.Memory(number).ToArray().Cast<object?>(),
        _ => columns.Values((MemberColumn<decimal>)key).Cast<object?>(),
    };

    private static IEnumerable<object?> Objects<T>(PropertyInfo property, MemberColumns columns) =>
        property.GetMethod!.CreateDelegate<SpanProperty<T>>()(columns).ToArray().Cast<object?>();

    private static MemberTableBuilder<string> Log()
    {
        var builder = new MemberTableBuilder<string>(new MemberTableOptions { RecentCells = 30, WindowLast = new DateTime(2024, 6, 30) });
        builder.Add(new Transaction<string>("ann", new DateOnly(2024, 1, 5), 20m) { Margin = 5m, OrderId = "a" });
        builder.Add(new Transaction<string>("ann", new DateOnly(2024, 5, 20), 30.25m) { Margin = 6m });
        builder.Add(new Transaction<string>("ann", new DateOnly(2024, 6, 20), 7m) { Margin = 1m });
        builder.Add(new Transaction<string>("ann", new DateOnly(2024, 6, 25), -3m) { Margin = -1m });
        builder.Add(new Transaction<string>("ben", new DateOnly(2024, 2, 1), 9m));
        builder.Add(new MemberEvent<string>("ann", new DateOnly(2023, 12, 1), MemberEventKind.Registration));
        builder.Add(new MemberEvent<string>("ann", new DateOnly(2024, 6, 21), MemberEventKind.Visit));
        return builder;
    }
}
