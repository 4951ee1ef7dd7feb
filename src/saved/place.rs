//! Reading JSON into places that wait for it, by one visitor for all of them.
//!
//! A visitor derived for each table and column would be a tenth of the app.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};

/// What may stand at a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A number or a text.
    Value,
    /// A list of numbers or texts; the place takes one after the other.
    List,
    /// Named fields.
    Object,
}

/// A place that takes what stands at one point of the JSON.
pub trait Place {
    /// What may stand here.
    fn kind(&self) -> Kind;
    /// The same in words, for the message about something else.
    fn expects(&self) -> &'static str;
    /// Takes a number; false when none of this kind fits.
    fn number(&mut self, _: f64) -> bool {
        false
    }
    /// Takes a whole number; false when it does not fit.
    fn whole(&mut self, number: i64) -> bool {
        self.number(number as f64)
    }
    /// Takes a text; false when none fits.
    fn text(&mut self, _: &str) -> bool {
        false
    }
    /// The place of a field.
    fn field(&mut self, _: &str) -> Option<&mut dyn Place> {
        None
    }
    /// Fields that must be there.
    fn required(&self) -> &'static [&'static str] {
        &[]
    }
}

/// Reads what `deserializer` holds into a place that is empty so far.
pub fn read<'de, D: Deserializer<'de>, P: Place + Default>(deserializer: D) -> Result<P, D::Error> {
    let mut place = P::default();
    let waiting = Waiting {
        place: &mut place,
        is_item: false,
    };
    deserializer.deserialize_any(waiting)?;
    Ok(place)
}

struct Waiting<'a> {
    place: &'a mut dyn Place,
    is_item: bool,
}

impl Waiting<'_> {
    fn put<E: Error>(self, said: Unexpected, put: impl FnOnce(&mut dyn Place) -> bool) -> Result<(), E> {
        let wanted = if self.is_item { Kind::List } else { Kind::Value };
        if self.place.kind() == wanted && put(self.place) {
            return Ok(());
        }
        Err(E::invalid_type(said, &self))
    }
}

impl<'de> serde::de::DeserializeSeed<'de> for Waiting<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Waiting<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self.place.expects())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.put(Unexpected::Unsigned(number), |place| {
            match i64::try_from(number) {
                Ok(number) => place.whole(number),
                Err(_) => place.number(number as f64),
            }
        })
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.put(Unexpected::Signed(number), |place| place.whole(number))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.put(Unexpected::Float(number), |place| place.number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.put(Unexpected::Str(text), |place| place.text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        if self.is_item || self.place.kind() != Kind::List {
            return Err(Error::invalid_type(Unexpected::Seq, &self));
        }
        let place = self.place;
        while items
            .next_element_seed(Waiting {
                place: &mut *place,
                is_item: true,
            })?
            .is_some()
        {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        if self.is_item || self.place.kind() != Kind::Object {
            return Err(Error::invalid_type(Unexpected::Map, &self));
        }
        let mut seen = BTreeSet::new();
        while let Some(name) = fields.next_key::<String>()? {
            let Some(place) = self.place.field(&name) else {
                return Err(Error::custom(format_args!("unknown field `{name}`")));
            };
            fields.next_value_seed(Waiting {
                place,
                is_item: false,
            })?;
            if let Some(twice) = seen.replace(name) {
                return Err(Error::custom(format_args!("duplicate field `{twice}`")));
            }
        }
        match self.place.required().iter().find(|name| !seen.contains(**name)) {
            Some(missing) => Err(Error::missing_field(missing)),
            None => Ok(()),
        }
    }
}

impl Place for usize {
    fn kind(&self) -> Kind {
        Kind::Value
    }

    fn expects(&self) -> &'static str {
        "a whole number"
    }

    fn number(&mut self, _: f64) -> bool {
        false
    }

    fn whole(&mut self, number: i64) -> bool {
        usize::try_from(number).is_ok_and(|number| {
            *self = number;
            true
        })
    }
}

impl Place for Vec<f64> {
    fn kind(&self) -> Kind {
        Kind::List
    }

    fn expects(&self) -> &'static str {
        "a list of numbers"
    }

    fn number(&mut self, number: f64) -> bool {
        self.push(number);
        true
    }
}

impl Place for Vec<String> {
    fn kind(&self) -> Kind {
        Kind::List
    }

    fn expects(&self) -> &'static str {
        "a list of texts"
    }

    fn text(&mut self, text: &str) -> bool {
        self.push(text.to_owned());
        true
    }
}

macro_rules! whole_numbers {
    ($($kind:ty),*) => {$(
        impl Place for Vec<$kind> {
            fn kind(&self) -> Kind {
                Kind::List
            }

            fn expects(&self) -> &'static str {
                "a list of whole numbers"
            }

            fn whole(&mut self, number: i64) -> bool {
                <$kind>::try_from(number).is_ok_and(|number| {
                    self.push(number);
                    true
                })
            }
        }
    )*};
}
whole_numbers!(i16, i32, u32);

/// Makes a type a place with fields: those that must be there, then the others.
macro_rules! object {
    ($name:ident: $($required:ident),* $(; $($optional:ident),*)?) => {
        impl crate::saved::place::Place for $name {
            fn kind(&self) -> crate::saved::place::Kind {
                crate::saved::place::Kind::Object
            }

            fn expects(&self) -> &'static str {
                "an object"
            }

            fn field(&mut self, name: &str) -> Option<&mut dyn crate::saved::place::Place> {
                $(if name == stringify!($required) {
                    return Some(&mut self.$required);
                })*
                $($(if name == stringify!($optional) {
                    return Some(&mut self.$optional);
                })*)?
                None
            }

            fn required(&self) -> &'static [&'static str] {
                &[$(stringify!($required)),*]
            }
        }
    };
}
pub(super) use object;

/// Makes `serde` read a type as the [`Place`] it is.
macro_rules! readable {
    ($name:ident) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::saved::place::read(deserializer)
            }
        }
    };
}
pub(super) use readable;

/// Makes a type around one other the same place as that.
macro_rules! same_place {
    ($name:ident) => {
        impl crate::saved::place::Place for $name {
            fn kind(&self) -> crate::saved::place::Kind {
                self.0.kind()
            }

            fn expects(&self) -> &'static str {
                self.0.expects()
            }

            fn field(&mut self, name: &str) -> Option<&mut dyn crate::saved::place::Place> {
                self.0.field(name)
            }

            fn required(&self) -> &'static [&'static str] {
                self.0.required()
            }
        }
    };
}
pub(super) use same_place;
