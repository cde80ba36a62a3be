namespace FaceGrid.Vision.Weights.Import.Pickles;

/// <summary>A dict or an OrderedDict, in insertion order.</summary>
internal sealed class PickleMap
{
    public List<KeyValuePair<object?, object?>> Items { get; } = [];

    /// <summary>The last value under a text key, as in a Python dict; null where there is none.</summary>
    public object? this[string key] => Items.LastOrDefault(i => i.Key is string text && text == key).Value;
}
