using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Marks modules that hold no state.</summary>
public interface IParameterLessModule
{
}

/// <summary>A module of one input that holds no state and so is nowhere.</summary>
public abstract class ParameterLessModule<T1, TResult> : nn.Module<T1, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name)
        : base(name)
    {
    }

    public override void register_buffer(string name, Tensor tensor, bool persistent = true) => throw new InvalidOperationException("a parameter-less module holds no buffers");

    public override void register_parameter(string name, Parameter param) => throw new InvalidOperationException("a parameter-less module holds no parameters");

    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => this;

    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => this;

    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => this;
}

/// <summary>A module of two inputs that holds no state and so is nowhere.</summary>
public abstract class ParameterLessModule<T1, T2, TResult> : nn.Module<T1, T2, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name)
        : base(name)
    {
    }

    public override void register_buffer(string name, Tensor tensor, bool persistent = true) => throw new InvalidOperationException("a parameter-less module holds no buffers");

    public override void register_parameter(string name, Parameter param) => throw new InvalidOperationException("a parameter-less module holds no parameters");

    protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking) => this;

    protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) => this;

    protected internal override nn.Module _to(ScalarType dtype, bool non_blocking) => this;
}
