using System.Buffers.Binary;
using System.Text;

namespace FaceGrid.Vision.Weights.Import.Pickles;

/// <summary>
/// Reads pickles of protocols 2 to 5 as data. Only the opcodes that checkpoints use exist, nothing is imported or called:
/// names go to an <see cref="IPickleHost"/>, which knows a closed list. Every object costs at least one byte of the pickle,
/// and calls together may copy no more items than it has bytes, so memory is bounded by its length.
/// </summary>
/// <remarks>
/// Values are null, bool, long, double, string, byte[], object?[] (tuple), List (list), <see cref="PickleMap"/>,
/// <see cref="PickleGlobal"/> and what the host returns. Opcodes: the Python standard library's pickletools.
/// </remarks>
internal sealed class PickleReader(string path, ReadOnlyMemory<byte> data, IPickleHost host)
{
    private static readonly object Mark = new();
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly Dictionary<long, object?> _memo = [];
    private readonly List<object?> _stack = [];
    private int _at;
    private long _copied;

    /// <summary>Where the pickle ended.</summary>
    public int Position => _at;

    /// <summary>The value of the pickle that begins at <paramref name="start"/>.</summary>
    /// <exception cref="BadInputException">Truncated, damaged, or naming something unknown.</exception>
    public object? Read(int start)
    {
        _at = start;
        _stack.Clear();
        _memo.Clear();
        _copied = 0;
        while (true)
        {
            var opcode = Byte();
            switch (opcode)
            {
                case 0x80: // PROTO
                    if (Byte() is var protocol and not (>= 2 and <= 5))
                    {
                        throw Bad($"pickle protocol {protocol} is not read");
                    }

                    break;
                case 0x95: // FRAME: says how far to read ahead
                    Take(8);
                    break;
                case (byte)'.': // STOP
                    return _stack.Count == 1 && _stack[0] != Mark ? _stack[0] : throw Bad("its pickle is damaged: it does not end with one value");
                case (byte)'(':
                    _stack.Add(Mark);
                    break;
                case (byte)'0': // POP
                    Pop();
                    break;
                case (byte)'2': // DUP
                    Push(Peek());
                    break;
                case (byte)'N':
                    Push(null);
                    break;
                case 0x88:
                    Push(true);
                    break;
                case 0x89:
                    Push(false);
                    break;
                case (byte)'K': // BININT1
                    Push((long)Byte());
                    break;
                case (byte)'M': // BININT2
                    Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));
                    break;
                case (byte)'J': // BININT
                    Push((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)));
                    break;
                case 0x8A: // LONG1
                    Push(Long(Take(Byte())));
                    break;
                case (byte)'G': // BINFLOAT, big-endian
                    Push(BinaryPrimitives.ReadDoubleBigEndian(Take(8)));
                    break;
                case (byte)'X': // BINUNICODE
                    Push(Text(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
                    break;
                case 0x8C: // SHORT_BINUNICODE
                    Push(Text(Byte()));
                    break;
                case (byte)'C': // SHORT_BINBYTES
                    Push(Take(Byte()).ToArray());
                    break;
                case (byte)'B': // BINBYTES
                    Push(Take(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))).ToArray());
                    break;
                case (byte)'U': // SHORT_BINSTRING: text of Python 2
                    Push(Encoding.Latin1.GetString(Take(Byte())));
                    break;
                case (byte)')':
                    Push(Array.Empty<object?>());
                    break;
                case 0x85:
                    Push(PopTuple(1));
                    break;
                case 0x86:
                    Push(PopTuple(2));
                    break;
                case 0x87:
                    Push(PopTuple(3));
                    break;
                case (byte)'t': // TUPLE
                    Push(PopToMark().ToArray());
                    break;
                case (byte)']':
                    Push(new List<object?>());
                    break;
                case (byte)'a': // APPEND
                    Append([Pop()]);
                    break;
                case (byte)'e': // APPENDS
                    Append(PopToMark());
                    break;
                case (byte)'}':
                    Push(new PickleMap());
                    break;
                case (byte)'s': // SETITEM
                    SetItems([.. PopTuple(2)]);
                    break;
                case (byte)'u': // SETITEMS
                    SetItems(PopToMark());
                    break;
                case (byte)'q': // BINPUT
                    _memo[Byte()] = Peek();
                    break;
                case (byte)'r': // LONG_BINPUT
                    _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Peek();
                    break;
                case 0x94: // MEMOIZE
                    _memo[_memo.Count] = Peek();
                    break;
                case (byte)'h': // BINGET
                    Push(Recall(Byte()));
                    break;
                case (byte)'j': // LONG_BINGET
                    Push(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Take(4))));
                    break;
                case (byte)'c': // GLOBAL
                    Push(Global(Line(), Line()));
                    break;
                case 0x93: // STACK_GLOBAL
                    Push(PopTuple(2) is [string module, string name] ? Global(module, name) : throw Bad("its pickle names something that is no name"));
                    break;
                case (byte)'R': // REDUCE
                    Push(Call());
                    break;
                case (byte)'b': // BUILD
                    Build();
                    break;
                case (byte)'Q': // BINPERSID
                    Push(host.Persistent(Pop()) ?? throw Bad("its pickle refers to data in a way that torch.save does not"));
                    break;
                default:
                    throw Bad($"its pickle uses opcode 0x{opcode:X2}, which no checkpoint of weights needs");
            }
        }
    }

    private BadInputException Bad(string reason) => new(path, reason);

    private byte Byte() => Take(1)[0];

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > data.Length - _at)
        {
            throw Bad("truncated within its pickle");
        }

        var span = data.Span.Slice(_at, (int)count);
        _at += (int)count;
        return span;
    }

    private string Text(long count)
    {
        try
        {
            return StrictUtf8.GetString(Take(count));
        }
        catch (DecoderFallbackException e)
        {
            throw new BadInputException(path, "its pickle holds text that is not UTF-8", e);
        }
    }

    private string Line()
    {
        var end = data.Span[_at..].IndexOf((byte)'\n');
        if (end < 0)
        {
            throw Bad("truncated within its pickle");
        }

        var line = Text(end);
        _at++;
        return line;
    }

    /// <summary>A two's complement integer; the magic number of torch.save has ten bytes, which become the bytes themselves.</summary>
    private static object Long(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > sizeof(long))
        {
            return bytes.ToArray();
        }

        long value = bytes.Length > 0 && (bytes[^1] & 0x80) != 0 ? -1 : 0;
        for (var i = bytes.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | bytes[i];
        }

        return value;
    }

    private void Push(object? value) => _stack.Add(value);

    private object? Peek() => _stack.Count > 0 && _stack[^1] != Mark ? _stack[^1] : throw Bad("its pickle is damaged: a value is missing");

    private object? Pop()
    {
        var value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object?[] PopTuple(int count)
    {
        var values = new object?[count];
        for (var i = count - 1; i >= 0; i--)
        {
            values[i] = Pop();
        }

        return values;
    }

    private List<object?> PopToMark()
    {
        var mark = _stack.LastIndexOf(Mark);
        if (mark < 0)
        {
            throw Bad("its pickle is damaged: a mark is missing");
        }

        var values = _stack[(mark + 1)..];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return values;
    }

    private object? Recall(long index) => _memo.TryGetValue(index, out var value) ? value : throw Bad("its pickle is damaged: it recalls what it never kept");

    private void Append(List<object?> values)
    {
        if (Peek() is not List<object?> list)
        {
            throw Bad("its pickle is damaged: it appends to something that is no list");
        }

        list.AddRange(values);
    }

    private void SetItems(List<object?> values)
    {
        if (Peek() is not PickleMap map || values.Count % 2 != 0)
        {
            throw Bad("its pickle is damaged: it sets items of something that is no dict");
        }

        for (var i = 0; i < values.Count; i += 2)
        {
            map.Items.Add(new(values[i], values[i + 1]));
        }
    }

    private PickleGlobal Global(string module, string name)
    {
        var global = new PickleGlobal(module, name);
        return host.Knows(global)
            ? global
            : throw Bad($"its pickle names {ImportLimits.Shown(global.ToString())}, which is not needed to read weights: refused");
    }

    private object Call()
    {
        var arguments = Pop();

        // A list that is recalled costs two bytes however long it is, and a call may copy it.
        _copied += arguments is object?[] given ? given.Sum(a => a is List<object?> list ? list.Count : 0) : 0;
        if (_copied > data.Length)
        {
            throw Bad("its pickle copies the same list again and again: refused");
        }

        return Pop() is PickleGlobal function && arguments is object?[] tuple
            ? host.Call(function, tuple) ?? throw Bad($"its pickle calls {ImportLimits.Shown(function.ToString())} with arguments that do not fit")
            : throw Bad("its pickle calls something that is no function");
    }

    /// <summary>Attributes of a dict: PyTorch hangs <c>_metadata</c> (versions of modules) on its state dict, which nobody needs.</summary>
    private void Build()
    {
        Pop();
        if (Peek() is not PickleMap)
        {
            throw Bad("its pickle sets attributes of something that is no dict");
        }
    }
}
