using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules one after the other. What they make in between is disposed.</summary>
public class Sequential : nn.Module<Tensor, Tensor>
{
    private readonly List<(string Name, nn.IModule<Tensor, Tensor> Module)> _modules = [];

    protected Sequential(params (string name, nn.Module<Tensor, Tensor> submodule)[] modules)
        : base(nameof(Sequential))
    {
        foreach ((string key, nn.Module<Tensor, Tensor> module) in modules)
        {
            append(key, module);
        }
    }

    protected Sequential(params nn.Module<Tensor, Tensor>[] modules)
        : base(nameof(Sequential))
    {
        foreach (nn.Module<Tensor, Tensor> module in modules)
        {
            append(module);
        }
    }

    internal Sequential()
        : base(nameof(Sequential))
    {
    }

    public int Count => _modules.Count;

    [IndexerName("SequentialItems")]
    public nn.IModule<Tensor, Tensor> this[int index] => _modules[index].Module;

    [IndexerName("SequentialItems")]
    public Sequential this[(int? start, int? end) index] => Part(index.start ?? 0, index.end ?? Count);

    [IndexerName("SequentialItems")]
    public Sequential this[Range index] => Part(index.Start.GetOffset(Count), index.End.GetOffset(Count));

    public Sequential append(nn.IModule<Tensor, Tensor> module) => append(Count.ToString(System.Globalization.CultureInfo.InvariantCulture), module);

    public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
    {
        // A child that derives its registration from its fields has to do so before it is asked for its parameters.
        ((nn.Module)module).RegisterComponentsOnce();
        _modules.Add((name, module));
        return this;
    }

    public override Tensor forward(Tensor tensor)
    {
        if (_modules.Count == 0)
        {
            return tensor.alias();
        }

        Tensor current = _modules[0].Module.call(tensor);
        for (int i = 1; i < _modules.Count; i++)
        {
            Tensor next = _modules[i].Module.call(current);
            current.Dispose();
            current = next;
        }

        return current;
    }

    public override IEnumerable<(string name, nn.Module module)> named_children() => _modules.Select(m => (m.Name, (nn.Module)m.Module));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach ((string _, nn.IModule<Tensor, Tensor> module) in _modules)
            {
                ((nn.Module)module).Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private Sequential Part(int start, int end)
    {
        if (start < 0 || start > Count || end < 0 || end > Count)
        {
            throw new IndexOutOfRangeException($"[{start}, {end}) of {Count} modules");
        }

        var part = new Sequential();
        for (int i = start; i < end; i++)
        {
            part.append(_modules[i].Name, _modules[i].Module);
        }

        return part;
    }
}
