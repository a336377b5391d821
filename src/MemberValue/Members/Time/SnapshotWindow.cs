namespace MemberValue.Members;

/// <summary>The cells of one snapshot; without a first cell, from the beginning of the log.</summary>
internal readonly record struct SnapshotWindow(int? First, int Last);
