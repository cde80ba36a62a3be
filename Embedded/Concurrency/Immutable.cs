namespace Orleans.Concurrency;

/// <summary>A value that nobody changes any more.</summary>
[GenerateSerializer]
[Immutable]
public readonly struct Immutable<T>(T value)
{
    [Id(0)]
    public readonly T Value = value;
}
