namespace FaceGrid.Embedded.Engine;

/// <summary>What one step of a sequence gave.</summary>
/// <param name="Status">How it goes on.</param>
/// <param name="Items">The next elements; may be empty.</param>
/// <param name="Error">With <see cref="SequenceStatus.Failed"/>: what the grain's method threw.</param>
internal sealed record SequencePage<T>(SequenceStatus Status, IReadOnlyList<T> Items, Exception? Error = null);
