using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Tables as of the last row, also of builders that hold saved states, which ask a host to say as of when.</summary>
internal static class WholeBuilds
{
    public static MemberTable<TKey> BuildWhole<TKey>(this MemberTableBuilder<TKey> builder)
        where TKey : notnull => builder.BuildThrough(builder.Rules.LastCell, CancellationToken.None);
}
