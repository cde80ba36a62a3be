using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Utils;

/// <summary>A dictionary that enumerates in the order in which its keys were added.</summary>
public class OrderedDict<TKey, TValue> : IEnumerable<(TKey, TValue)>
    where TKey : notnull
{
    private readonly OrderedDictionary<TKey, TValue> _items = [];

    public int Count => _items.Count;

    public bool IsReadOnly => false;

    public ICollection<TKey> Keys => _items.Keys;

    public IEnumerable<TValue> Values => _items.Values;

    public TValue this[TKey key]
    {
        get => _items[key];
        set => _items[key] = value;
    }

    public void Add(TKey key, TValue value) => _items.Add(key, value);

    public bool TryAdd(TKey key, TValue value) => _items.TryAdd(key, value);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _items.TryGetValue(key, out value);

    public bool ContainsKey(TKey key) => _items.ContainsKey(key);

    public bool Remove(TKey key) => _items.Remove(key);

    public void clear() => _items.Clear();

    public IEnumerator<(TKey, TValue)> GetEnumerator()
    {
        foreach (KeyValuePair<TKey, TValue> item in _items)
        {
            yield return (item.Key, item.Value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
