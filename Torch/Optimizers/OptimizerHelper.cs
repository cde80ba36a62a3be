using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Groups, state, storing.</summary>
public abstract class OptimizerHelper : Optimizer
{
    protected OptimizerOptions _defaults = new();
    protected OrderedDict<IntPtr, OptimizerState> _state = new();

    /// <summary>Zeroes the gradients; those that are not there stay so.</summary>
    public override void zero_grad()
    {
        foreach (Parameter parameter in parameters())
        {
            using Tensor? gradient = parameter.grad;
            gradient?.zero_().Dispose();
        }
    }

    public override IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

    public override void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

    public void to(Device device)
    {
        foreach ((IntPtr _, OptimizerState state) in _state)
        {
            state.to(device);
        }
    }

    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (ParamGroup group in _parameter_groups)
        {
            dictionary.Options.Add(group.Options);
            List<int> positions = [];
            dictionary.StateIndexRef.Add(positions);
            foreach (Parameter parameter in group.Parameters)
            {
                positions.Add(dictionary.State.Count);
                dictionary.State.Add(_state[parameter.Handle]);
            }
        }

        return dictionary;
    }

    /// <exception cref="ArgumentException">Of another number of groups or parameters.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        StateDictionary own = this.state_dict();
        ThrowIfOther(own, state_dict.Options.Count, state_dict.State.Count);
        for (int i = 0; i < own.Options.Count; i++)
        {
            if (!ReferenceEquals(own.Options[i], state_dict.Options[i]))
            {
                own.Options[i].LoadStateDict(state_dict.Options[i]);
            }
        }

        for (int i = 0; i < own.State.Count; i++)
        {
            if (!ReferenceEquals(own.State[i], state_dict.State[i]))
            {
                own.State[i].LoadStateDict(state_dict.State[i]);
            }
        }
    }

    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    /// <summary>TorchSharp's own format: the optimiser's name, numbers of groups and parameters, options, states.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        StateDictionary own = state_dict();
        writer.Write(GetType().Name);
        writer.Encode(own.Options.Count);
        writer.Encode(own.State.Count);
        own.Options.ForEach(options => options.SaveStateDict(writer));
        own.State.ForEach(state => state.SaveStateDict(writer));
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    /// <exception cref="InvalidDataException">The state is another optimiser's.</exception>
    /// <exception cref="ArgumentException">Of another number of groups or parameters.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        string stored = reader.ReadString();
        if (stored != GetType().Name)
        {
            throw new InvalidDataException($"the state is of {stored}, the optimiser {GetType().Name}");
        }

        StateDictionary own = state_dict();
        ThrowIfOther(own, reader.Decode(), reader.Decode());
        own.Options.ForEach(options => options.LoadStateDict(reader));
        own.State.ForEach(state => state.LoadStateDict(reader));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach ((IntPtr _, OptimizerState state) in _state)
            {
                (state as IDisposable)?.Dispose();
            }

            _state.clear();
        }

        base.Dispose(disposing);
    }

    /// <summary>Evaluates the closure with gradients, then runs the body over the groups without.</summary>
    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null)
        where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using IDisposable recorded = enable_grad();
            loss = loss_closure();
        }

        using IDisposable unrecorded = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach (ParamGroup group in _parameter_groups)
        {
            body((T)group);
        }

        return loss;
    }

    private static void ThrowIfOther(StateDictionary own, long options, long states)
    {
        if (options != own.Options.Count || states != own.State.Count)
        {
            throw new ArgumentException($"the state is of {options} groups and {states} parameters, the optimiser of {own.Options.Count} and {own.State.Count}");
        }
    }
}
