namespace MemberValue.Metrics;

/// <summary>A method's predictions under its name, to compare with others on the same rows.</summary>
/// <param name="Name">The method's name, not empty.</param>
/// <param name="Predictions">What it predicted, one per row; higher means that a positive label is more likely. Not NaN.</param>
public readonly record struct NamedPredictions(string Name, ReadOnlyMemory<double> Predictions);
