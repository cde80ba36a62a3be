using System.Buffers.Binary;
using System.Text;

namespace FaceGrid.Vision.Weights.Import.Pickles;

/// <summary>
/// Reads pickles of protocols 2 to 5 as data. Only the opcodes that checkpoints use are implemented, and nothing is imported
/// or called: names are resolved by an <see cref="IPickleHost"/> with a closed list. A pickle has at most
/// <see cref="ImportLimits.Objects"/> objects, and all calls together may copy no more items than the pickle has bytes, which bounds the
/// memory.
/// </summary>
/// <remarks>
/// Values are null, bool, long, double, string, byte[], object?[] (tuple), List (list), <see cref="PickleMap"/>,
/// <see cref="PickleGlobal"/> and what the host returns. Opcodes: the Python standard library's pickletools.
/// </remarks>
internal sealed class PickleReader(string path, ReadOnlyMemory<byte> data, IPickleHost host)
{
    private readonly PickleBytes _bytes = new(path, data);
    private readonly PickleStack _stack = new(path);
    private long _copied;

    /// <summary>Offset of the first byte after the last pickle that was read.</summary>
    public int Position => _bytes.Position;

    /// <summary>The value of the pickle that begins at <paramref name="start"/>.</summary>
    /// <exception cref="BadInputException">Truncated, damaged, or naming something unknown.</exception>
    public object? Read(int start)
    {
        _bytes.Position = start;
        _stack.Clear();
        _copied = 0;
        while (true)
        {
            var opcode = _bytes.Byte();
            switch (opcode)
            {
                case 0x80: // PROTO
                    if (_bytes.Byte() is var protocol and not (>= 2 and <= 5))
                    {
                        throw Bad($"pickle protocol {protocol} is not read");
                    }

                    break;
                case 0x95: // FRAME: a hint for read-ahead
                    _bytes.Take(8);
                    break;
                case (byte)'.': // STOP
                    return _stack.Result();
                case (byte)'(':
                    _stack.PushMark();
                    break;
                case (byte)'0': // POP
                    _stack.Pop();
                    break;
                case (byte)'2': // DUP
                    _stack.Push(_stack.Peek());
                    break;
                case (byte)'N':
                    _stack.Push(null);
                    break;
                case 0x88:
                    _stack.Push(true);
                    break;
                case 0x89:
                    _stack.Push(false);
                    break;
                case (byte)'K': // BININT1
                    _stack.Push((long)_bytes.Byte());
                    break;
                case (byte)'M': // BININT2
                    _stack.Push((long)BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Take(2)));
                    break;
                case (byte)'J': // BININT
                    _stack.Push((long)BinaryPrimitives.ReadInt32LittleEndian(_bytes.Take(4)));
                    break;
                case 0x8A: // LONG1
                    _stack.Push(PickleBytes.Long(_bytes.Take(_bytes.Byte())));
                    break;
                case (byte)'G': // BINFLOAT, big-endian
                    _stack.Push(BinaryPrimitives.ReadDoubleBigEndian(_bytes.Take(8)));
                    break;
                case (byte)'X': // BINUNICODE
                    _stack.Push(_bytes.Text(BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Take(4))));
                    break;
                case 0x8C: // SHORT_BINUNICODE
                    _stack.Push(_bytes.Text(_bytes.Byte()));
                    break;
                case (byte)'C': // SHORT_BINBYTES
                    _stack.Push(_bytes.Take(_bytes.Byte()).ToArray());
                    break;
                case (byte)'B': // BINBYTES
                    _stack.Push(_bytes.Take(BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Take(4))).ToArray());
                    break;
                case (byte)'U': // SHORT_BINSTRING: text of Python 2
                    _stack.Push(Encoding.Latin1.GetString(_bytes.Take(_bytes.Byte())));
                    break;
                case (byte)')':
                    _stack.Push(Array.Empty<object?>());
                    break;
                case 0x85:
                    _stack.Push(_stack.PopTuple(1));
                    break;
                case 0x86:
                    _stack.Push(_stack.PopTuple(2));
                    break;
                case 0x87:
                    _stack.Push(_stack.PopTuple(3));
                    break;
                case (byte)'t': // TUPLE
                    _stack.Push(_stack.PopToMark().ToArray());
                    break;
                case (byte)']':
                    _stack.Push(new List<object?>());
                    break;
                case (byte)'a': // APPEND
                    Append([_stack.Pop()]);
                    break;
                case (byte)'e': // APPENDS
                    Append(_stack.PopToMark());
                    break;
                case (byte)'}':
                    _stack.Push(new PickleMap());
                    break;
                case (byte)'s': // SETITEM
                    SetItems([.. _stack.PopTuple(2)]);
                    break;
                case (byte)'u': // SETITEMS
                    SetItems(_stack.PopToMark());
                    break;
                case (byte)'q': // BINPUT
                    _stack.Memoize(_bytes.Byte());
                    break;
                case (byte)'r': // LONG_BINPUT
                    _stack.Memoize(BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Take(4)));
                    break;
                case 0x94: // MEMOIZE
                    _stack.Memoize();
                    break;
                case (byte)'h': // BINGET
                    _stack.Push(_stack.Recall(_bytes.Byte()));
                    break;
                case (byte)'j': // LONG_BINGET
                    _stack.Push(_stack.Recall(BinaryPrimitives.ReadUInt32LittleEndian(_bytes.Take(4))));
                    break;
                case (byte)'c': // GLOBAL
                    _stack.Push(Global(_bytes.Line(), _bytes.Line()));
                    break;
                case 0x93: // STACK_GLOBAL
                    _stack.Push(_stack.PopTuple(2) is [string module, string name]
                        ? Global(module, name)
                        : throw Bad("its pickle refers to a global by something other than two strings"));
                    break;
                case (byte)'R': // REDUCE
                    _stack.Push(Call());
                    break;
                case (byte)'b': // BUILD
                    Build();
                    break;
                case (byte)'Q': // BINPERSID
                    _stack.Push(host.Persistent(_stack.Pop()) ?? throw Bad("its pickle refers to data in a way that torch.save does not"));
                    break;
                default:
                    throw Bad($"its pickle uses opcode 0x{opcode:X2}, which no checkpoint of weights needs");
            }
        }
    }

    private BadInputException Bad(string reason) => new(path, reason);

    private void Append(List<object?> values)
    {
        if (_stack.Peek() is not List<object?> list)
        {
            throw Bad("its pickle is damaged: it appends to something other than a list");
        }

        list.AddRange(values);
    }

    private void SetItems(List<object?> values)
    {
        if (_stack.Peek() is not PickleMap map || values.Count % 2 != 0)
        {
            throw Bad("its pickle is damaged: it sets items of something other than a dict");
        }

        for (var i = 0; i < values.Count; i += 2)
        {
            map.Items.Add(new(values[i], values[i + 1]));
        }
    }

    private PickleGlobal Global(string module, string name)
    {
        var global = new PickleGlobal(module, name);
        return host.IsAllowed(global)
            ? global
            : throw Bad($"its pickle names {ImportLimits.Printable(global.ToString())}, which is not needed to read weights: refused");
    }

    private object Call()
    {
        var arguments = _stack.Pop();

        // A list recalled from the memo costs two bytes of the pickle whatever its length, and a call may copy it.
        _copied += arguments is object?[] given ? given.Sum(a => a is List<object?> list ? list.Count : 0) : 0;
        if (_copied > data.Length)
        {
            throw Bad("its pickle copies the same list again and again: refused");
        }

        return _stack.Pop() is PickleGlobal function && arguments is object?[] tuple
            ? host.Call(function, tuple)
                ?? throw Bad($"its pickle calls {ImportLimits.Printable(function.ToString())} with arguments that do not fit")
            : throw Bad("its pickle calls something other than a function");
    }

    /// <summary>
    /// Sets attributes of a dict. They are discarded: PyTorch attaches <c>_metadata</c> (module versions) to its state dict, which
    /// the weights do not need.
    /// </summary>
    private void Build()
    {
        _stack.Pop();
        if (_stack.Peek() is not PickleMap)
        {
            throw Bad("its pickle sets attributes of something other than a dict");
        }
    }
}
