using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

/// <summary>Neural networks.</summary>
public static partial class torch
{
    /// <summary>PyTorch's <c>torch.nn</c>.</summary>
    public static partial class nn
    {
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <summary>Named parameters, buffers and modules, to be moved, stored and trained together.</summary>
        public partial class Module : IDisposable
        {
            protected DeviceType _deviceType = DeviceType.CPU;
            protected int _deviceIndex = -1;
            protected OrderedDict<string, Module> _internal_submodules = new();
            protected OrderedDict<string, (Tensor, bool)> _internal_buffers = new();
            protected OrderedDict<string, Parameter> _internal_params = new();
            protected string? name;

            private bool _areComponentsRegistered;
            private bool _training = true;
            private bool _disposed;

            protected Module(string name) => this.name = name;

            ~Module() => Dispose(false);

            public virtual bool training => _training;

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            public virtual string GetName() => string.IsNullOrEmpty(name) ? GetType().Name : name;

            public virtual Module apply(Action<Module> fn)
            {
                foreach ((string _, Module module) in named_children())
                {
                    module.apply(fn);
                }

                fn(this);
                return this;
            }

            public virtual void train(bool train = true)
            {
                _training = train;
                foreach ((string _, Module module) in named_children())
                {
                    module.train(train);
                }
            }

            public virtual void eval() => train(false);

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach ((string _, Parameter parameter) in named_parameters())
                {
                    using Tensor? gradient = parameter.grad;
                    if (gradient is null)
                    {
                        continue;
                    }

                    if (set_to_none)
                    {
                        parameter.grad = null;
                    }
                    else
                    {
                        gradient.detach_();
                        gradient.zero_().Dispose();
                    }
                }
            }

            /// <summary>Registers the fields that hold parameters, tensors (as buffers) and modules, under the fields' names.</summary>
            protected virtual void RegisterComponents()
            {
                if (_areComponentsRegistered)
                {
                    return;
                }

                foreach (FieldInfo field in FieldsOf(GetType()))
                {
                    string component = field.ComponentName();
                    if (_internal_submodules.ContainsKey(component) || _internal_params.ContainsKey(component) || _internal_buffers.ContainsKey(component))
                    {
                        continue;
                    }

                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(component, module);
                            break;
                        case Parameter parameter:
                            register_parameter(component, parameter);
                            break;
                        case Tensor buffer:
                            register_buffer(component, buffer);
                            break;
                        default:
                            break;
                    }
                }

                _areComponentsRegistered = true;
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || _disposed)
                {
                    return;
                }

                _disposed = true;
                foreach ((string _, (Tensor buffer, bool _)) in _internal_buffers)
                {
                    buffer.DetachFromDisposeScope().Dispose();
                }

                foreach ((string _, Parameter parameter) in _internal_params)
                {
                    parameter.DetachFromDisposeScope().Dispose();
                }

                foreach ((string _, Module module) in _internal_submodules)
                {
                    module.Dispose();
                }
            }

            protected void ClearModules() => _internal_submodules.clear();

            protected void ConditionallyRegisterParameter(string name, Tensor? value)
            {
                if (value is null)
                {
                    _internal_params.Remove(name);
                }
                else
                {
                    _internal_params[name] = value as Parameter ?? new Parameter(value);
                }
            }

            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                {
                    _internal_buffers.Remove(name);
                }
                else
                {
                    _internal_buffers[name] = (value, persistent);
                }
            }

            internal void RegisterComponentsOnce() => RegisterComponents();

            /// <summary>What a layer's property does when it is set: the old parameter goes, the new one is registered and belongs to no scope.</summary>
            private protected void Replace(ref Parameter? field, Parameter? value, string key)
            {
                if (ReferenceEquals(field, value))
                {
                    return;
                }

                field?.Dispose();
                value?.DetachFromDisposeScope();
                field = value;
                ConditionallyRegisterParameter(key, value);
            }

            /// <summary>The same for a buffer.</summary>
            private protected void Replace(ref Tensor? field, Tensor? value, string key)
            {
                if (ReferenceEquals(field, value))
                {
                    return;
                }

                field?.Dispose();
                value?.DetachFromDisposeScope();
                field = value;
                ConditionallyRegisterBuffer(key, value);
            }

            private static List<FieldInfo> FieldsOf(Type? type)
            {
                List<FieldInfo> fields = [];
                HashSet<string> seen = [];
                for (; type is not null && type != typeof(object); type = type.BaseType)
                {
                    fields.AddRange(type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                        .Where(field => seen.Add(field.Name)));
                }

                return fields;
            }
        }
    }
}
