namespace FaceGrid.Vision.Weights.Import.Pickles;

/// <summary>The stack and the memo of a pickle machine.</summary>
internal sealed class PickleStack(string path)
{
    private static readonly object Mark = new();

    private readonly List<object?> _values = [];
    private readonly Dictionary<long, object?> _memo = [];
    private int _pushed;

    /// <summary>Empties the stack and the memo.</summary>
    public void Clear()
    {
        _values.Clear();
        _memo.Clear();
        _pushed = 0;
    }

    /// <summary>The value that is left when the pickle stops.</summary>
    /// <exception cref="BadInputException">The stack does not hold exactly one value.</exception>
    public object? Result() =>
        _values.Count == 1 && _values[0] != Mark ? _values[0] : throw Bad("its pickle is damaged: it does not end with one value");

    /// <summary>Pushes the mark that begins a tuple, list or dict (opcode MARK).</summary>
    public void PushMark() => Push(Mark);

    /// <exception cref="BadInputException">The pickle has more objects than <see cref="ImportLimits.Objects"/>.</exception>
    public void Push(object? value)
    {
        if (++_pushed > ImportLimits.Objects)
        {
            throw Bad($"its pickle has more than {ImportLimits.Objects} objects: refused");
        }

        _values.Add(value);
    }

    /// <summary>The top value.</summary>
    /// <exception cref="BadInputException">The stack is empty, or a mark is on top.</exception>
    public object? Peek() =>
        _values.Count > 0 && _values[^1] != Mark ? _values[^1] : throw Bad("its pickle is damaged: a value is missing");

    /// <summary>Removes the top value and returns it.</summary>
    /// <inheritdoc cref="Peek" path="/exception"/>
    public object? Pop()
    {
        var value = Peek();
        _values.RemoveAt(_values.Count - 1);
        return value;
    }

    /// <summary>Removes the top values and returns them, the lowest first.</summary>
    /// <inheritdoc cref="Peek" path="/exception"/>
    public object?[] PopTuple(int count)
    {
        var values = new object?[count];
        for (var i = count - 1; i >= 0; i--)
        {
            values[i] = Pop();
        }

        return values;
    }

    /// <summary>Removes everything above the topmost mark, and the mark, and returns the values, the lowest first.</summary>
    /// <exception cref="BadInputException">There is no mark.</exception>
    public List<object?> PopToMark()
    {
        var mark = _values.LastIndexOf(Mark);
        if (mark < 0)
        {
            throw Bad("its pickle is damaged: a mark is missing");
        }

        var values = _values[(mark + 1)..];
        _values.RemoveRange(mark, _values.Count - mark);
        return values;
    }

    /// <summary>Stores the top value in the memo.</summary>
    public void Memoize(long index) => _memo[index] = Peek();

    /// <summary>Stores the top value under the next free index of the memo (protocol 4).</summary>
    public void Memoize() => _memo[_memo.Count] = Peek();

    /// <summary>A value of the memo.</summary>
    /// <exception cref="BadInputException">The memo has no such index.</exception>
    public object? Recall(long index) => _memo.TryGetValue(index, out var value)
        ? value
        : throw Bad("its pickle is damaged: it refers to a memo entry that was never stored");

    private BadInputException Bad(string reason) => new(path, reason);
}
