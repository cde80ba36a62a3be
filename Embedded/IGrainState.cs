namespace Orleans;

/// <summary>What passes between a grain and a store: the state, its version, and whether there is a record.</summary>
public interface IGrainState<T>
{
    T State { get; set; }

    string? ETag { get; set; }

    bool RecordExists { get; set; }
}
